package dev.cutover.worker;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Map;

/**
 * How a process logs.
 *
 * @param level of our own lines and Temporal's
 */
public record LogSettings(Format format, Level level) {

    private static final String FORMAT = "CUTOVER_LOG";
    private static final String LEVEL = "CUTOVER_LOG_LEVEL";

    /** How a line is written. */
    public enum Format {
        TEXT,
        JSON
    }

    static LogSettings quiet() {
        return new LogSettings(Format.TEXT, Level.WARN);
    }

    /** Nothing but errors. */
    public static LogSettings silent() {
        return new LogSettings(Format.TEXT, Level.ERROR);
    }

    /**
     * Reads {@code CUTOVER_LOG} ({@code text}, {@code json}) and {@code CUTOVER_LOG_LEVEL} ({@code error}, {@code warn}, {@code info},
     * {@code debug}).
     *
     * @throws IllegalArgumentException with a sentence that names the variable and what it may be
     */
    public static LogSettings fromEnvironment(Map<String, String> environment) {
        return new LogSettings(format(environment), level(environment));
    }

    private static Format format(Map<String, String> environment) {
        String text = environment.getOrDefault(FORMAT, "");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw new IllegalArgumentException(FORMAT + " is '" + text + "': give text or json");
        };
    }

    private static Level level(Map<String, String> environment) {
        String text = environment.getOrDefault(LEVEL, "");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "error" -> Level.ERROR;
            case "warn" -> Level.WARN;
            case "", "info" -> Level.INFO;
            case "debug" -> Level.DEBUG;
            default ->
                throw new IllegalArgumentException(LEVEL + " is '" + text + "': give error, warn, info or debug");
        };
    }

    /** Never finer than {@code INFO}: at {@code DEBUG} gRPC writes every header, the API key with them. */
    Level ofLibraries() {
        return level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO;
    }

    String describe() {
        return format.name().toLowerCase(Locale.ROOT) + ", " + level.toString().toLowerCase(Locale.ROOT);
    }
}

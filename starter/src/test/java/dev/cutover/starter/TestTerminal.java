package dev.cutover.starter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cutover.starter.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A terminal whose person, clock and environment are a test's. Each command runs in one of its own. */
public final class TestTerminal {

    public static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/nowhere"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream() {
        @Override
        public void flush() {
            if (size() > 0) {
                listener.accept(toString(UTF_8));
            }
        }
    };
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String answers = "";
    private Consumer<String> listener = told -> {};
    private boolean interactive;
    private int columns;
    private InstantSource clock = InstantSource.fixed(NOW);
    private Terminal.Pause pause = duration -> {};

    public TestTerminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A person sits there, and types this: lines, or nothing but the end of the input. */
    public TestTerminal typing(String lines) {
        interactive = true;
        answers = lines;
        return this;
    }

    /** Its window is so wide; else it does not tell. */
    public TestTerminal wide(int newColumns) {
        columns = newColumns;
        return this;
    }

    public TestTerminal at(InstantSource newClock) {
        clock = newClock;
        return this;
    }

    public TestTerminal pausing(Terminal.Pause newPause) {
        pause = newPause;
        return this;
    }

    /** Hears all that was written to stdout so far, as often as that is flushed. */
    public TestTerminal telling(Consumer<String> newListener) {
        listener = newListener;
        return this;
    }

    public Terminal open() {
        return new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new BufferedReader(new StringReader(answers)),
                interactive,
                () -> columns,
                Map.copyOf(environment),
                clock,
                pause);
    }

    public Ran run(String... arguments) {
        int exitCode = Cutover.commandLine(open(), System::nanoTime).execute(arguments);
        return new Ran(exitCode, out(), err());
    }

    /** What was written to stdout until now. */
    public String out() {
        return out.toString(UTF_8);
    }

    public String err() {
        return err.toString(UTF_8);
    }
}

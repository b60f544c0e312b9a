package dev.cutover.activities;

import dev.cutover.contract.Hook;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** The secrets that plans name and the worker's environment holds: resolves them, and takes them out of what is told. */
final class Secrets {

    /** What is shorter is no secret, and would take half of every text away. */
    static final int SHORTEST = 4;

    /** Parts of a secret may stand alone in a text: a line of a key, the token in a webhook's path; but {@code /services} is no secret. */
    private static final int SHORTEST_PART = 10;

    private final Map<String, String> environment;
    private final List<String> told;

    Secrets(Map<String, String> environment) {
        this.environment = environment;
        this.told = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(Hook.SECRET))
                .flatMap(variable -> spellings(variable.getValue().strip()))
                .distinct()
                // The longest first: one secret may be part of another.
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * The value of a variable.
     *
     * @throws NotDone when it is none that a plan may name, or not set
     */
    String valueOf(String variable) throws NotDone {
        if (!variable.startsWith(Hook.SECRET)) {
            throw NotDone.refused("the plan names the variable " + variable
                    + ", and only those that begin with " + Hook.SECRET
                    + " are read for plans: rename it, in the plan and where the worker is started");
        }
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw NotDone.refused(variable
                    + " is not set for this worker: set it where the worker is started, and restart the worker");
        }
        return value.strip();
    }

    /** The text with every secret masked; {@code null} stays {@code null}. */
    String redacted(String text) {
        String clean = text;
        for (String secret : told) {
            clean = clean == null ? null : clean.replace(secret, "***");
        }
        return clean;
    }

    private static Stream<String> spellings(String value) {
        Stream<String> whole = Stream.of(
                        value,
                        URLEncoder.encode(value, StandardCharsets.UTF_8),
                        value.replace("\\", "\\\\").replace("\"", "\\\""))
                .filter(spelling -> spelling.length() >= SHORTEST);
        Stream<String> parts = Stream.concat(value.lines().map(String::strip), partsOfAddress(HttpUrl.parse(value)))
                .filter(part -> part.length() >= SHORTEST_PART);
        return Stream.concat(whole, parts);
    }

    /** All but the host. */
    private static Stream<String> partsOfAddress(HttpUrl address) {
        if (address == null) {
            return Stream.empty();
        }
        return Stream.of(
                        address.pathSegments().stream(),
                        address.encodedPathSegments().stream(),
                        address.queryParameterNames().stream()
                                .flatMap(name -> address.queryParameterValues(name).stream()))
                .flatMap(parts -> parts)
                .filter(Objects::nonNull);
    }

    @Override
    public String toString() {
        return "Secrets[***]";
    }
}

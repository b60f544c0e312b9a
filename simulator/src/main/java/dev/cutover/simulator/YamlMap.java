package dev.cutover.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file, read key by key; every problem is noted with its place, and reading goes on. */
final class YamlMap {

    /** Past this a time is a mistake, and sums of times would overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final String A_TIME = "a time such as 30s, 10m, 2h or 30d";

    private final String file;
    private final List<String> problems;
    private final Node node;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(Node node, String file, List<String> problems) {
        this.file = file;
        this.problems = problems;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            problem(node, "expected keys and values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problem(tuple.getKeyNode(), "a key must be a text");
            } else if (keys.putIfAbsent(scalar.getValue(), scalar) != null) {
                problem(scalar, "the key '" + scalar.getValue() + "' is there twice");
            } else {
                values.put(scalar.getValue(), tuple.getValueNode());
            }
        }
    }

    /** The mapping that a whole file is; empty, and a problem more, when it is none. */
    static Optional<YamlMap> top(String text, String file, List<String> problems) {
        Optional<Node> root = YamlText.node(text, file, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        YamlMap top = new YamlMap(root.get(), file, problems);
        return root.get() instanceof MappingNode ? Optional.of(top) : Optional.empty();
    }

    /** The rows of the one list that a file holds. */
    static List<YamlMap> rows(String text, String file, String list, List<String> problems) {
        Optional<YamlMap> top = top(text, file, problems);
        if (top.isEmpty()) {
            return List.of();
        }
        top.get().known(Set.of(list));
        if (!(top.get().values.get(list) instanceof SequenceNode rows)) {
            top.get().problem(list, "expected a list '" + list + ":'");
            return List.of();
        }
        return rows.getValue().stream()
                .filter(row -> row instanceof MappingNode || top.get().problem(row, "expected keys and values"))
                .map(row -> new YamlMap(row, file, problems))
                .toList();
    }

    /** Notes every other key as a problem. */
    void known(Set<String> known) {
        keys.forEach((key, at) -> {
            if (!known.contains(key)) {
                problem(
                        at,
                        "unknown key '" + key + "'; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return keys.keySet();
    }

    String text(String key, String otherwise) {
        Node value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(value, "'" + key + "' must be a text");
        return otherwise;
    }

    String needed(String key) {
        String text = text(key, "");
        if (text.isEmpty() && values.get(key) instanceof ScalarNode) {
            problem(key, "'" + key + "' is empty");
        } else if (!has(key)) {
            problem(node, "'" + key + "' is missing");
        }
        return text;
    }

    /** Any text will do, but for one that differs from a known word in its letters' case alone: that is a slip. */
    String word(String key, String otherwise, Collection<String> known) {
        String text = text(key, otherwise);
        known.stream()
                .filter(word -> word.equalsIgnoreCase(text) && !word.equals(text))
                .findFirst()
                .ifPresent(word -> problem(key, "'" + key + "' is '" + text + "'; did you mean '" + word + "'?"));
        return text;
    }

    Duration duration(String key, Duration otherwise, Duration least) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        Optional<Duration> duration = time(text, least);
        if (duration.isEmpty()) {
            String bound = least.isZero() ? "" : ", at least " + least.toSeconds() + "s";
            problem(key, "'" + key + "' must be " + A_TIME + bound + ", at most 3650d");
        }
        return duration.orElse(otherwise);
    }

    /** A list of times; empty when the key is not there. */
    List<Duration> durations(String key) {
        List<String> texts = texts(
                key,
                text -> time(text, Duration.ZERO).isPresent()
                        ? Optional.empty()
                        : Optional.of("each of '" + key + "' must be " + A_TIME + ", at most 3650d"));
        return texts.stream()
                .flatMap(text -> time(text, Duration.ZERO).stream())
                .toList();
    }

    private static Optional<Duration> time(String text, Duration least) {
        try {
            return Optional.of(Duration.parse(iso(text.toUpperCase(Locale.ROOT))))
                    .filter(time -> time.compareTo(least) >= 0 && time.compareTo(LONGEST) <= 0);
        } catch (DateTimeParseException failure) {
            return Optional.empty();
        }
    }

    /** {@code 1D12H} as {@code P1DT12H}. */
    private static String iso(String upper) {
        if (upper.startsWith("P")) {
            return upper;
        }
        int days = upper.indexOf('D') + 1;
        return "P" + upper.substring(0, days) + (days == upper.length() ? "" : "T" + upper.substring(days));
    }

    int whole(String key, int otherwise, int least, int most) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        problem(key, "'" + key + "' must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    double share(String key, double otherwise) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("\\d{0,9}(\\.\\d{1,15})?")
                && !text.isEmpty()
                && new BigDecimal(text).compareTo(BigDecimal.ONE) <= 0) {
            return Double.parseDouble(text);
        }
        problem(key, "'" + key + "' must be a number from 0 to 1");
        return otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        String text = text(key, String.valueOf(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            problem(key, "'" + key + "' must be true or false");
        }
        return text.equals("true");
    }

    List<String> texts(String key) {
        return texts(key, text -> Optional.empty());
    }

    /**
     * Texts of which each is looked at.
     *
     * @param wrong what is wrong with one, or empty
     */
    List<String> texts(String key, Function<String, Optional<String>> wrong) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                    wrong.apply(scalar.getValue()).ifPresent(what -> problem(item, what));
                } else {
                    problem(item, "'" + key + "' must be a list of texts");
                }
            }
        } else {
            problem(key, "'" + key + "' must be a list of texts, with one at least");
        }
        return texts;
    }

    Map<String, String> map(String key) {
        if (!has(key)) {
            return Map.of();
        }
        YamlMap inner = new YamlMap(values.get(key), file, problems);
        Map<String, String> map = new LinkedHashMap<>();
        inner.keys().forEach(name -> map.put(name, inner.text(name, "")));
        return map;
    }

    /** Notes what is wrong with the value of a key, or, when it is not there, with the whole. */
    void problem(String key, String what) {
        problem(values.getOrDefault(key, node), what);
    }

    /** Notes what is wrong with a key that should not be there. */
    void unwanted(String key, String what) {
        problem(keys.get(key), what);
    }

    private boolean problem(Node at, String what) {
        return !problems.add(file + ":" + YamlText.place(at.getStartMark()) + ": " + what);
    }
}

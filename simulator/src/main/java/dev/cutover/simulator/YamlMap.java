package dev.cutover.simulator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file, read key by key; every problem is noted with its place, and reading goes on. */
final class YamlMap {

    private final String file;
    private final List<String> problems;
    private final Node node;
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
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, tuple.getValueNode()) != null) {
                problem(tuple.getKeyNode(), "the key '" + key + "' is there twice");
            }
        }
    }

    /** The rows of the one list that a file holds. */
    static List<YamlMap> rows(String text, String file, String list, List<String> problems) {
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
            if (root.isEmpty()) {
                problems.add(file + ":1:1: the file is empty; expected '" + list + ":'");
                return List.of();
            }
            YamlMap top = new YamlMap(root.get(), file, problems);
            top.known(Set.of(list));
            if (!(top.values.get(list) instanceof SequenceNode rows)) {
                top.problem(top.node, "expected a list '" + list + ":'");
                return List.of();
            }
            List<YamlMap> maps = new ArrayList<>();
            rows.getValue().forEach(row -> maps.add(new YamlMap(row, file, problems)));
            return maps;
        } catch (MarkedYamlEngineException failure) {
            String place = failure.getProblemMark()
                    .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("1:1");
            problems.add(file + ":" + place + ": " + failure.getProblem());
        } catch (YamlEngineException failure) {
            problems.add(file + ":1:1: " + failure.getMessage());
        }
        return List.of();
    }

    void known(Set<String> keys) {
        values.forEach((key, value) -> {
            if (!keys.contains(key)) {
                problem(
                        value,
                        "unknown key '" + key + "'; known are "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        });
    }

    boolean has(String key) {
        return values.containsKey(key);
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
        if (!has(key)) {
            problem(node, "'" + key + "' is missing");
        }
        return text(key, "");
    }

    Duration duration(String key, Duration otherwise) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            boolean days = upper.matches("\\d+D");
            Duration duration = Duration.parse(upper.startsWith("P") ? upper : (days ? "P" : "PT") + upper);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException failure) {
            // Told below.
        }
        problem(values.get(key), "'" + key + "' must be a time such as 30s, 10m, 2h or 30d");
        return otherwise;
    }

    double number(String key, double otherwise, double least, double most) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException failure) {
            // Told below.
        }
        problem(values.get(key), "'" + key + "' must be a number from " + least + " to " + most);
        return otherwise;
    }

    boolean flag(String key) {
        String text = text(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            problem(values.get(key), "'" + key + "' must be true or false");
        }
        return text.equals("true");
    }

    List<String> texts(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    problem(item, "'" + key + "' must be a list of texts");
                }
            }
        } else {
            texts.add(text(key, ""));
        }
        return texts;
    }

    Map<String, String> map(String key) {
        if (!has(key)) {
            return Map.of();
        }
        YamlMap inner = new YamlMap(values.get(key), file, problems);
        Map<String, String> map = new LinkedHashMap<>();
        inner.values.keySet().forEach(name -> map.put(name, inner.text(name, "")));
        return map;
    }

    void problem(String key, String what) {
        problem(values.getOrDefault(key, node), what);
    }

    private void problem(Node at, String what) {
        String place = at.getStartMark()
                .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse("1:1");
        problems.add(file + ":" + place + ": " + what);
    }
}

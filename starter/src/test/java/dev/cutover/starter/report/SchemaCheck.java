package dev.cutover.starter.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** As much of JSON Schema as our schemas use. A keyword that it does not know is a problem, so that nothing goes by unchecked. */
record SchemaCheck(JsonNode root, List<String> problems) {

    private static final Set<String> ANNOTATIONS = Set.of("$schema", "$defs", "title", "description", "required");

    /** What is wrong with a document; empty when nothing is. */
    static List<String> problems(JsonNode schema, JsonNode document) {
        SchemaCheck check = new SchemaCheck(schema, new ArrayList<>());
        check.check("", schema, document);
        return check.problems;
    }

    private void check(String at, JsonNode schema, JsonNode value) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!ANNOTATIONS.contains(keyword) && !holds(keyword, at, schema, value)) {
                problems.add(at + ": " + keyword + " " + schema.get(keyword));
            }
        });
        for (JsonNode key : schema.path("required")) {
            if (!value.has(key.asText())) {
                problems.add(at + ": there is no " + key);
            }
        }
    }

    private boolean holds(String keyword, String at, JsonNode schema, JsonNode value) {
        JsonNode rule = schema.get(keyword);
        return switch (keyword) {
            case "type" -> rule.isArray() ? any(rule, type -> isA(type, value)) : isA(rule, value);
            case "const" -> rule.equals(value);
            case "enum" -> any(rule, value::equals);
            case "anyOf" -> any(rule, one -> holdsAlone(one, value));
            case "pattern" -> !value.isTextual() || value.asText().matches(rule.asText());
            case "minimum" -> !value.isNumber() || value.asDouble() >= rule.asDouble();
            case "maxLength" -> !value.isTextual() || value.asText().length() <= rule.asInt();
            case "$ref" -> into(at, root.at(rule.asText().substring(1)), value);
            case "items" -> items(at, rule, value);
            case "properties" -> properties(at, rule, value);
            case "additionalProperties" -> !rule.asBoolean(true) && noOthers(schema.path("properties"), value);
            default -> false;
        };
    }

    private static boolean isA(JsonNode type, JsonNode value) {
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private boolean holdsAlone(JsonNode schema, JsonNode value) {
        SchemaCheck alone = new SchemaCheck(root, new ArrayList<>());
        alone.check("", schema, value);
        return alone.problems.isEmpty();
    }

    private boolean into(String at, JsonNode schema, JsonNode value) {
        check(at, schema, value);
        return !schema.isMissingNode();
    }

    private boolean items(String at, JsonNode schema, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            check(at + "/" + i, schema, list.get(i));
        }
        return true;
    }

    private boolean properties(String at, JsonNode schemas, JsonNode object) {
        schemas.fieldNames().forEachRemaining(key -> {
            if (object.has(key)) {
                check(at + "/" + key, schemas.get(key), object.get(key));
            }
        });
        return true;
    }

    private static boolean noOthers(JsonNode known, JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys.stream().allMatch(known::has);
    }

    private static boolean any(JsonNode list, java.util.function.Predicate<JsonNode> holds) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(holds);
    }
}

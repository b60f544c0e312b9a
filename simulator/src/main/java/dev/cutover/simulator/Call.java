package dev.cutover.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call as it came in.
 *
 * @param query the parameters of the query, decoded: what is signed
 * @param form the parameters of a form in the body, decoded: signed as a part of the body
 * @param headers by lower-case name
 * @param body a character a byte (ISO 8859-1), so that nothing of it is lost
 */
record Call(
        String method, Map<String, String> query, Map<String, String> form, Map<String, String> headers, String body) {

    String operation() {
        return header("x-acs-action");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isCutOver() {
        return is(Operation.CUT_OVER);
    }

    /** An operation that nobody knows is none. */
    boolean isLook() {
        return Operation.of(operation()).filter(Operation::isLook).isPresent();
    }

    private boolean is(Operation operation) {
        return operation().equals(operation.word());
    }

    /** Empty for one that is not there. */
    String parameter(String name) {
        return query.getOrDefault(name, form.getOrDefault(name, ""));
    }

    /** The one job of a call on a job; {@code null} for looks and for calls without one. */
    String jobId() {
        return isLook() || parameter("JobId").isEmpty() ? null : parameter("JobId");
    }

    /** The jobs that it names: the one of a call on a job, those that a look asks for by id. */
    List<String> jobIds() {
        boolean hasOne = !is(Operation.DESCRIBE_JOBS) && !parameter("JobId").isEmpty();
        return hasOne ? List.of(parameter("JobId")) : isLook() ? list("JobId") : List.of();
    }

    boolean syncData() {
        return parameter("SyncData").toLowerCase(Locale.ROOT).equals("true");
    }

    /** A list flattened as {@code Name.1}, {@code Name.2}, in the order of the numbers. */
    List<String> list(String name) {
        return numbered(name + ".", "").values().stream().toList();
    }

    /** The tags of a filter: a value that is empty means any. */
    Map<String, String> tags() {
        Map<Integer, String> values = numbered("Tag.", ".Value");
        Map<String, String> tags = new TreeMap<>();
        numbered("Tag.", ".Key").forEach((number, key) -> tags.put(key, values.getOrDefault(number, "")));
        return tags;
    }

    private Map<Integer, String> numbered(String before, String after) {
        Map<Integer, String> values = new TreeMap<>();
        for (Map<String, String> parameters : List.of(form, query)) {
            parameters.forEach((name, value) -> {
                if (name.startsWith(before)
                        && name.endsWith(after)
                        && name.length() > before.length() + after.length()) {
                    String number = name.substring(before.length(), name.length() - after.length());
                    if (number.matches("[1-9]\\d{0,5}")) {
                        values.put(Integer.valueOf(number), value);
                    }
                }
            });
        }
        return values;
    }

    int number(String name, int otherwise, int most) throws Refusal {
        String text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw Refusal.invalid(name, "The value must be from 1 to " + most + ".");
    }
}

package dev.cutover.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A call as it came in.
 *
 * @param parameters decoded
 * @param headers by lower-case name
 * @param body a character a byte (ISO 8859-1), so that nothing of it is lost
 */
record Call(String method, Map<String, String> parameters, Function<String, String> headers, String body) {

    String operation() {
        String action = headers.apply("x-acs-action");
        return action == null ? parameters.getOrDefault("Action", "") : action;
    }

    boolean isCutOver() {
        return operation().equals(Fault.CUT_OVER);
    }

    /** The one job of a call on a job; {@code null} for looks. */
    String jobId() {
        return operation().startsWith("Describe") ? null : parameters.get("JobId");
    }

    List<String> jobIds() {
        List<String> ids = list("JobId");
        if (ids.isEmpty() && parameters.containsKey("JobId")) {
            ids.add(parameters.get("JobId"));
        }
        return ids;
    }

    boolean syncData() {
        return parameters
                .getOrDefault("SyncData", "false")
                .toLowerCase(Locale.ROOT)
                .equals("true");
    }

    /** A list flattened as {@code Name.1}, {@code Name.2}. */
    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 1; parameters.containsKey(name + "." + i); i++) {
            values.add(parameters.get(name + "." + i));
        }
        return values;
    }

    String filter(String name) {
        return parameters.getOrDefault(name, "");
    }

    int number(String name, int otherwise, int most) throws Refusal {
        String text = parameters.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException failure) {
            // Refused below, as a number out of range is.
        }
        throw new Refusal(400, "InvalidParameter." + name, "The value must be from 1 to " + most + ".");
    }
}

package dev.cutover.starter.plan;

/**
 * One thing that is wrong with a plan.
 *
 * @param file as the operator named it
 * @param line from 1, or {@code null} when it is about the file as a whole
 * @param column from 1, in characters, or {@code null}
 * @param message one sentence that needs no other; what it quotes of the file is fit for a terminal
 * @param suggestion how to mend it, or {@code null}
 */
public record Problem(String file, Integer line, Integer column, String message, String suggestion) {

    /** {@code file:line:column: message (suggestion)}, without the parts that are not known. */
    @Override
    public String toString() {
        String place = line == null ? "" : ":" + line + (column == null ? "" : ":" + column);
        return file + place + ": " + message + (suggestion == null ? "" : " (" + suggestion + ")");
    }
}

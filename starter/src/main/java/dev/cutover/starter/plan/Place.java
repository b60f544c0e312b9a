package dev.cutover.starter.plan;

/**
 * Where something stands in a file.
 *
 * @param line from 1, or {@code null}: nowhere in it
 * @param column from 1, in characters, or {@code null}
 */
record Place(Integer line, Integer column) {

    /** What is about the file as a whole, or comes from the command line. */
    static final Place NOWHERE = new Place(null, null);

    /** As a message names the other of two places. */
    @Override
    public String toString() {
        return line == null ? "elsewhere" : "line " + line + ", column " + column;
    }
}

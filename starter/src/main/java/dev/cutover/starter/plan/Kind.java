package dev.cutover.starter.plan;

/** A kind of value: how it is read, and what the reference calls it. */
interface Kind<T> {

    /**
     * Reads a value, and notes whatever is wrong with it.
     *
     * @param written the key as it is written in the file, for messages
     * @return {@code null} when it was refused
     */
    T read(Node node, String written, Problems problems);

    /** The column "type" of the reference, such as {@code whole number, 1 to 200}. */
    String words();
}

package dev.cutover.starter.plan;

/** A kind whose values are one word or line. */
interface ScalarKind<T> extends Kind<T> {

    /** @return {@code null} when it was refused */
    T parse(Node.Text text, String written, Problems problems);

    @Override
    default T read(Node node, String written, Problems problems) {
        if (node instanceof Node.Refused) {
            return null;
        }
        if (!(node instanceof Node.Text text)) {
            problems.add(node.place(), "'" + written + "' must be one " + words() + ", not " + node.noun(), null);
            return null;
        }
        if (text.isNothing()) {
            problems.add(node.place(), "'" + written + "' has no value", "give one, or leave the key out");
            return null;
        }
        return parse(text, written, problems);
    }
}

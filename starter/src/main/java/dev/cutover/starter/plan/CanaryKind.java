package dev.cutover.starter.plan;

import java.util.List;

/** Who goes first: a number, or a list of jobs by name or id. */
record CanaryKind(WholeKind number, ListKind<String> jobs) implements Kind<CanaryKind.Wish> {

    /**
     * What was written.
     *
     * @param first zero when jobs are named
     */
    record Wish(int first, List<Placed<String>> jobs) {}

    @Override
    public String words() {
        return number.words() + "; or " + jobs.words();
    }

    @Override
    public Wish read(Node node, String written, Problems problems) {
        if (node instanceof Node.Listing) {
            List<Placed<String>> named = jobs.read(node, written, problems);
            return named == null ? null : new Wish(0, named);
        }
        if (node instanceof Node.Text text && !text.isNothing() && !text.value().matches("-?\\d.*")) {
            problems.add(
                    node.place(),
                    "'" + written + "' must be a " + words() + ", not " + node.noun(),
                    "write " + written + ": [" + node.noun() + "]");
            return null;
        }
        Integer first = number.read(node, written, problems);
        return first == null ? null : new Wish(first, List.of());
    }
}

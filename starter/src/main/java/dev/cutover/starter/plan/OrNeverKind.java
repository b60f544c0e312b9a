package dev.cutover.starter.plan;

import java.util.Optional;

/** A whole number, or {@code never}, which is empty. */
record OrNeverKind(WholeKind number) implements ScalarKind<Optional<Integer>> {

    static final String NEVER = "never";

    @Override
    public String words() {
        return number.words() + "; or " + NEVER;
    }

    @Override
    public Optional<Integer> parse(Node.Text text, String written, Problems problems) {
        if (text.value().equals(NEVER)) {
            return Optional.empty();
        }
        if (text.value().equals("0")) {
            problems.add(text.place(), "'" + written + "' must be at least " + number.least(), "write " + NEVER);
            return null;
        }
        Integer value = number.parse(text, written, problems);
        return value == null ? null : Optional.of(value);
    }
}

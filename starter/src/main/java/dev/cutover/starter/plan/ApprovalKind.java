package dev.cutover.starter.plan;

/** The word {@code required}, or the keys of an approval with a deadline. */
record ApprovalKind(Level level) implements Kind<Section> {

    static final String REQUIRED = "required";

    @Override
    public String words() {
        return REQUIRED + ", or keys of " + level.noun();
    }

    /** @return for the word, {@link Section#NONE} */
    @Override
    public Section read(Node node, String written, Problems problems) {
        if (!(node instanceof Node.Text text)) {
            return new SectionKind(level).read(node, written, problems);
        }
        if (text.value().equals(REQUIRED)) {
            return Section.NONE;
        }
        problems.add(
                node.place(),
                "'" + written + "' must be '" + REQUIRED + "', or {deadline: TIME, otherwise: defer}, not "
                        + node.noun(),
                "write " + REQUIRED + ", or leave the key out");
        return null;
    }
}

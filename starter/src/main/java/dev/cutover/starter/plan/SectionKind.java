package dev.cutover.starter.plan;

/** Keys and values of the next level down. */
record SectionKind(Level level) implements Kind<Section> {

    @Override
    public String words() {
        return "keys of " + level.noun();
    }

    @Override
    public Section read(Node node, String written, Problems problems) {
        if (node instanceof Node.Refused) {
            return null;
        }
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(),
                    "expected the keys of " + level.noun() + ", not " + node.noun(),
                    "the keys are " + String.join(", ", level.names()));
            return null;
        }
        return Section.read(mapping, level, problems);
    }
}

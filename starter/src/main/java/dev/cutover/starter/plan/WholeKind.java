package dev.cutover.starter.plan;

/**
 * A whole number.
 *
 * @param why the bounds are what they are
 */
record WholeKind(int least, int most, String why) implements ScalarKind<Integer> {

    @Override
    public String words() {
        return "whole number, " + least + " to " + most;
    }

    @Override
    public Integer parse(Node.Text text, String written, Problems problems) {
        boolean quoted = text.writing() == Node.Writing.QUOTED;
        if (quoted || !text.value().matches("-?(0|[1-9][0-9]*)")) {
            problems.add(
                    text.place(),
                    "'" + written + "' must be a " + words() + ", not " + (quoted ? "the text " : "")
                            + Quote.of(text.value()),
                    quoted ? "write it without quotes" : "write digits only, such as " + least);
            return null;
        }
        // Nine digits are more than any bound, and never more than an int.
        int number = text.value().length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text.value());
        if (number < least || number > most) {
            problems.add(
                    text.place(),
                    "'" + written + "' must be from " + least + " to " + most + ", not " + Quote.of(text.value()),
                    why);
            return null;
        }
        return number;
    }
}

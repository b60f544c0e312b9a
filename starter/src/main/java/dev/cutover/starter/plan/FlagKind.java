package dev.cutover.starter.plan;

import java.util.Locale;

/** {@code true} or {@code false}, and none of YAML's older words for them. */
record FlagKind() implements ScalarKind<Boolean> {

    @Override
    public String words() {
        return "true or false";
    }

    @Override
    public Boolean parse(Node.Text text, String written, Problems problems) {
        // `TRUE` is how spreadsheets write it.
        if (text.writing() != Node.Writing.QUOTED && text.value().matches("true|True|TRUE|false|False|FALSE")) {
            return text.value().toLowerCase(Locale.ROOT).equals("true");
        }
        boolean quoted = text.writing() == Node.Writing.QUOTED;
        problems.add(
                text.place(),
                "'" + written + "' must be true or false, not " + (quoted ? "the text " : "") + Quote.of(text.value()),
                quoted ? "write true or false, without quotes" : "write true or false");
        return null;
    }
}

package dev.cutover.starter.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values as RFC 4180 has them, with the place of every field. Blanks around a field without quotes do not count,
 * and lines without anything on them are passed over. It is written here because the common libraries know a record's line at best, and
 * an operator who mends a sheet of 2,000 rows needs the column too.
 */
final class CsvReader {

    /** @param place of its first character, the quote if there is one */
    record Field(String value, Place place) {}

    private static final int END = -1;

    private final int[] characters;
    private final Problems problems;
    private int at;
    private int line = 1;
    private int column = 1;

    private CsvReader(String text, Problems problems) {
        this.characters = text.codePoints().toArray();
        this.problems = problems;
    }

    /** @throws PlanRefused when a quote is never closed: nothing behind it can be told apart */
    static List<List<Field>> rows(String text, Problems problems) throws PlanRefused {
        CsvReader reader = new CsvReader(text, problems);
        List<List<Field>> rows = new ArrayList<>();
        while (reader.peek() != END) {
            List<Field> row = reader.row();
            if (row.stream().anyMatch(field -> !field.value().isEmpty())) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<Field> row() throws PlanRefused {
        List<Field> fields = new ArrayList<>();
        fields.add(field());
        while (peek() == ',') {
            next();
            fields.add(field());
        }
        if (peek() != END) {
            lineEnd();
        }
        return fields;
    }

    private Field field() throws PlanRefused {
        skipBlanks();
        Place place = new Place(line, column);
        String value = peek() == '"' ? quoted(place) : plain(place);
        return new Field(value, place);
    }

    private String quoted(Place place) throws PlanRefused {
        StringBuilder value = new StringBuilder();
        next();
        while (true) {
            int character = peek();
            if (character == END) {
                throw problems.refused(place, "the quote that begins here is never closed", "close it");
            }
            next();
            if (character != '"') {
                value.appendCodePoint(character);
                continue;
            }
            if (peek() != '"') {
                break;
            }
            value.append('"');
            next();
        }
        skipBlanks();
        if (!endsField()) {
            problems.add(
                    new Place(line, column),
                    "text behind the closing quote of a field",
                    "write a quote within quotes twice: \"\"");
            plain(null);
        }
        return value.toString();
    }

    /** @param place of the field; {@code null}: what is read is refused already */
    private String plain(Place place) {
        StringBuilder value = new StringBuilder();
        while (!endsField()) {
            if (peek() == '"' && place != null) {
                problems.add(
                        new Place(line, column),
                        "a quote in the middle of a field",
                        "put the whole field in quotes, and write the quote twice");
                plain(null);
                break;
            }
            value.appendCodePoint(peek());
            next();
        }
        return value.toString().strip();
    }

    private boolean endsField() {
        int character = peek();
        return character == END || character == ',' || character == '\n' || character == '\r';
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            next();
        }
    }

    private void lineEnd() {
        boolean windows = peek() == '\r' && at + 1 < characters.length && characters[at + 1] == '\n';
        next();
        if (windows) {
            next();
        }
    }

    private int peek() {
        return at < characters.length ? characters[at] : END;
    }

    /** A line ends with LF, CRLF or CR. */
    private void next() {
        int character = characters[at++];
        boolean ends = character == '\n' || (character == '\r' && peek() != '\n');
        line += ends ? 1 : 0;
        column = ends ? 1 : column + 1;
    }
}

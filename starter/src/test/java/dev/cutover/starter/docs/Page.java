package dev.cutover.starter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documents, or a part of one. */
public record Page(String text) {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)^```$");

    public static Page of(String file) {
        try {
            return new Page(Files.readString(DOCS.resolve(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What stands below a heading, up to the next of its level or above. */
    public Page section(String heading) {
        List<String> found = Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "$")
                .matcher(text)
                .results()
                .map(match -> upToLevel(match.group(1).length(), text.substring(match.end())))
                .toList();
        assertThat(found).as(heading).hasSize(1);
        return new Page(found.get(0));
    }

    private static String upToLevel(int level, String rest) {
        return Pattern.compile("(?m)^#{1," + level + "} ").split(rest, 2)[0];
    }

    /** The headings of one level, in order. */
    public List<String> headings(int level) {
        return Pattern.compile("(?m)^#{" + level + "} (.+)$")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The rows of all tables, each as its cells; headers are left out. */
    public List<List<String>> rows() {
        List<String> lines = text.lines().toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> lines.get(i).startsWith("|"))
                .filter(i -> !lines.get(i).startsWith("|---"))
                .filter(i -> i + 1 == lines.size() || !lines.get(i + 1).startsWith("|---"))
                .map(i -> cells(lines.get(i)))
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** The first cells of all rows, without their backquotes. */
    public List<String> firstWords() {
        return rows().stream().flatMap(row -> words(row.get(0)).stream()).toList();
    }

    /** What stands in backquotes. */
    public static List<String> words(String line) {
        return WORD.matcher(line).results().map(word -> word.group(1)).toList();
    }

    /** The blocks of JSON. */
    public List<String> json() {
        return JSON.matcher(text).results().map(block -> block.group(1)).toList();
    }
}

package dev.cutover.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file of ours has more lines than CONTRIBUTING.md allows. */
class FileLengthTest {
    private static final Pattern RULE = Pattern.compile("No file of ours over (\\d+) lines");

    @Test
    void everySourceKeepsToTheLimit() throws IOException {
        Map<String, Long> lengths = new TreeMap<>();
        for (String module : modules()) {
            lengths.putAll(lengths(Project.root().resolve(module).resolve("src")));
        }

        assertThat(lengths).hasSizeGreaterThan(100);
        assertThat(over(limit(), lengths)).isEmpty();
    }

    @Test
    void aFileOfOneLineMoreIsFound(@TempDir Path sources) throws IOException {
        Path folder = Files.createDirectories(sources.resolve("main/java"));
        Files.writeString(folder.resolve("JustRight.java"), "\n".repeat(3));
        Files.writeString(folder.resolve("TooLong.java"), "\n".repeat(4));

        assertThat(over(3, lengths(sources))).containsExactly(folder.resolve("TooLong.java") + ": 4 lines");
    }

    private static long limit() throws IOException {
        Matcher rule = RULE.matcher(Files.readString(Project.root().resolve("CONTRIBUTING.md")));
        assertThat(rule.find()).isTrue();
        return Long.parseLong(rule.group(1));
    }

    private static List<String> modules() throws IOException {
        return Pattern.compile("<module>(\\w+)</module>")
                .matcher(Files.readString(Project.root().resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }

    /** By name, how many lines each Java file of a tree has. */
    private static Map<String, Long> lengths(Path tree) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(tree)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        Map<String, Long> lengths = new TreeMap<>();
        for (Path source : sources) {
            try (Stream<String> lines = Files.lines(source)) {
                lengths.put(source.toString(), lines.count());
            }
        }
        return lengths;
    }

    private static List<String> over(long limit, Map<String, Long> lengths) {
        List<String> over = new ArrayList<>();
        lengths.forEach((file, lines) -> {
            if (lines > limit) {
                over.add(file + ": " + lines + " lines");
            }
        });
        return over;
    }
}

package dev.cutover.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.acceptance.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of our documents into the checkout leads somewhere. */
class LinksTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)|(?m)^\\[[^]]+\\]:\\s+(\\S+)$");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    @ParameterizedTest
    @MethodSource("documents")
    void leads_nowhere_wrong(Path document) throws IOException {
        assertThat(broken(Project.root().resolve(document))).isEmpty();
    }

    static List<Path> documents() throws IOException {
        Path root = Project.root();
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void all_documents_are_looked_at() throws IOException {
        assertThat(documents())
                .contains(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("docs/cli.md"))
                .anyMatch(document -> document.startsWith("docs/decisions"));
    }

    @Test
    void whoever_begins_with_the_readme_finds_every_page() throws IOException {
        List<String> pages = documents().stream()
                .map(Path::toString)
                .filter(document -> document.matches("docs/[^/]+"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(5);
        assertThat(targets(Project.root().resolve("README.md"))).containsAll(pages);
    }

    @ParameterizedTest
    @MethodSource("offenders")
    void an_offender_is_caught(String line, boolean isBroken, @TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("other.md"), "# The `other` one\n\n## Twice\n\n## Twice\n\n```\n# in a block\n```\n");
        Path document = Files.writeString(folder.resolve("document.md"), "# A heading, and more\n\n" + line + "\n");

        assertThat(broken(document)).hasSize(isBroken ? 1 : 0);
    }

    static Stream<Arguments> offenders() {
        return Stream.of(
                argumentSet("a file that is there", "see [it](other.md)", false),
                argumentSet("a file that is not there", "see [it](others.md)", true),
                argumentSet("a folder", "see [it](.)", false),
                argumentSet("a heading of its own", "see [it](#a-heading-and-more)", false),
                argumentSet("no heading of its own", "see [it](#a-heading)", true),
                argumentSet("a heading of another", "see [`it`](other.md#the-other-one)", false),
                argumentSet("no heading of another", "see [it](other.md#nothing)", true),
                argumentSet("a heading that is there twice", "see [it](other.md#twice-1)", false),
                argumentSet("a heading in a block of code", "see [it](other.md#in-a-block)", true),
                argumentSet("a definition", "[it]: others.md", true),
                argumentSet("an address elsewhere", "see [it](https://example.org/nothing)", false),
                argumentSet("code that looks like a link", "see `[it](others.md)`", false),
                argumentSet("two links, one broken", "[it](other.md) and [it](others.md)", true));
    }

    private static List<String> targets(Path document) throws IOException {
        String prose = CODE.matcher(FENCE.matcher(Files.readString(document)).replaceAll(""))
                .replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .toList();
    }

    private static List<String> broken(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String target : targets(document)) {
            if (!ELSEWHERE.matcher(target).matches() && !leadsSomewhere(document, target)) {
                broken.add(target);
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path document, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path found = file.isEmpty() ? document : document.resolveSibling(file);
        return Files.exists(found)
                && (hash < 0 || (Files.isRegularFile(found) && anchors(found).contains(target.substring(hash + 1))));
    }

    /** As GitHub makes them from headings. */
    private static List<String> anchors(Path document) throws IOException {
        String text = FENCE.matcher(Files.readString(document)).replaceAll("");
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int times = seen.merge(anchor, 1, Integer::sum);
                    return times == 1 ? anchor : anchor + "-" + (times - 1);
                })
                .toList();
    }
}

package dev.cutover.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import dev.cutover.acceptance.architecture.Module;
import dev.cutover.acceptance.architecture.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about modules and dependencies is what the build says. */
class ModuleMapTest {
    /** {@code | `name` | sentence | `other`, `other` |} */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (.+) \\| (.+) \\|$");

    /** {@code | `workflows.name` | sentence | `other`, `other` |} */
    private static final Pattern ROOM = Pattern.compile("(?m)^\\| `workflows\\.(\\w+)` \\| (.+) \\| (.+) \\|$");

    @Test
    void contributingNamesTheModulesOfTheBuild() throws IOException {
        List<String> modules = find("<module>(\\w+)</module>", read("pom.xml"));

        assertThat(map().keySet()).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void contributingNamesTheArrowsThatAreKept() throws IOException {
        Map<String, String> map = map();
        List<String> rulesApply =
                Arrays.stream(Module.values()).map(Module::folder).toList();

        assertThat(rulesApply).hasSize(map.size() - 1).doesNotContain("acceptance");
        for (Module module : Module.values()) {
            // What follows the semicolon is about one package.
            List<String> named = find("`(\\w+)`", map.get(module.folder()).replaceFirst(";.*", ""));
            assertThat(named)
                    .as(module.folder())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Module.values())
                            .filter(other -> other != module && module.mayName(other))
                            .map(Module::folder)
                            .toList());
        }
    }

    @Test
    void contributingNamesTheRoomsAndTheirArrows() throws IOException {
        Map<String, String> map = map(ROOM);

        assertThat(map.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Room.values()).map(Room::folder).toList());
        for (Room room : Room.values()) {
            assertThat(find("`(\\w+)`", map.get(room.folder())))
                    .as(room.folder())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Room.values())
                            .filter(other -> other != room && room.mayName(other))
                            .map(Room::folder)
                            .toList());
        }
    }

    @Test
    void everyModuleDescribesItselfAsTheMapDoes() throws IOException {
        for (String module : map().keySet()) {
            assertThat(find("(?s)<description>(.+?)</description>", read(module + "/pom.xml")))
                    .as(module)
                    .hasSize(1);
        }
    }

    @Test
    void everyDirectDependencyHasItsReason() throws IOException {
        String reasons = read("docs/decisions/0004-dependencies-and-why-each.md");
        TreeSet<String> direct = new TreeSet<>();
        for (String pom : Stream.concat(
                        Stream.of("pom.xml"), map().keySet().stream().map(module -> module + "/pom.xml"))
                .toList()) {
            // What is managed is no dependency yet.
            String own = read(pom)
                    .replaceAll("(?s)<dependencyManagement>.*</dependencyManagement>", "")
                    .replaceAll("(?s)<(plugin|path)>.*?</\\1>", "");
            direct.addAll(find("<groupId>(?!dev\\.cutover)([^<]+</groupId>\\s*<artifactId>[^<]+)</artifactId>", own));
        }

        assertThat(direct).isNotEmpty().allSatisfy(dependency -> {
            String group = dependency.replaceFirst("</.*", "");
            String artifact = dependency.replaceFirst(".*>", "");
            assertThat(reasons.contains("`" + artifact + "`")
                            || reasons.contains(group + ":" + artifact + "`")
                            || (group.startsWith("com.fasterxml.jackson")
                                    && reasons.contains("`com.fasterxml.jackson.*`")))
                    .as(group + ":" + artifact)
                    .isTrue();
        });
    }

    /** By name, what each may name. */
    private static Map<String, String> map() throws IOException {
        return map(ROW);
    }

    private static Map<String, String> map(Pattern rows) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        rows.matcher(read("CONTRIBUTING.md")).results().forEach(row -> map.put(row.group(1), row.group(3)));
        return map;
    }

    private static List<String> find(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .forEach(found::add);
        return found;
    }

    private static String read(String file) throws IOException {
        return Files.readString(Project.root().resolve(file));
    }
}

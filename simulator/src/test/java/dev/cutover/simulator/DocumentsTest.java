package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("what docs/ says of the simulator is what it is")
class DocumentsTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private final String page = read("simulator.md");

    private static String read(String file) {
        try {
            return Files.readString(DOCS.resolve(file));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What stands below a heading, up to the next. */
    private String section(String heading) {
        String rest = page.substring(page.indexOf("\n## " + heading + "\n") + heading.length() + 5);
        return rest.contains("\n## ") ? rest.substring(0, rest.indexOf("\n## ")) : rest;
    }

    /** The first cells of a section's tables. */
    private Set<String> cells(String heading) {
        return FIRST_CELL
                .matcher(section(heading))
                .results()
                .map(cell -> cell.group(1))
                .collect(Collectors.toSet());
    }

    private static JsonNode schema(String file, String definition) throws IOException {
        return new ObjectMapper().readTree(read("schema/" + file)).at("/$defs/" + definition + "/properties");
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new HashSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> kinds() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::word).toList();
    }

    @Test
    @DisplayName("the keys of a job")
    void jobKeys() throws Exception {
        JsonNode schema = schema("simulator-jobs.schema.json", "job");
        assertThat(cells("Jobs")).isEqualTo(JobsFile.KEYS);
        assertThat(keys(schema)).isEqualTo(JobsFile.KEYS);
        assertThat(words(schema.at("/status/examples"))).isEqualTo(JobsFile.STATUSES);
        assertThat(words(schema.at("/sourceState/examples"))).isEqualTo(JobsFile.SOURCE_STATES);
        assertThat(words(schema.at("/targetType/examples"))).isEqualTo(JobsFile.TARGET_TYPES);
    }

    @Test
    @DisplayName("the keys of a fault, the kinds and the operations")
    void faultKeys() throws Exception {
        JsonNode schema = schema("simulator-faults.schema.json", "fault");
        assertThat(cells("Faults"))
                .isEqualTo(Stream.concat(FaultsFile.KEYS.stream(), kinds().stream())
                        .collect(Collectors.toSet()));
        assertThat(keys(schema)).isEqualTo(FaultsFile.KEYS);
        assertThat(words(schema.at("/kind/enum"))).isEqualTo(kinds());
        List<String> operations =
                Arrays.stream(Operation.values()).map(Operation::word).toList();
        assertThat(words(schema.at("/operation/enum"))).isEqualTo(operations);
        assertThat(cells("Operations")).isEqualTo(Set.copyOf(operations));
    }

    @ParameterizedTest(name = "{0}: which calls it strikes, and what the ledger has of it")
    @EnumSource
    void kindRow(FaultKind kind) {
        Matcher row = Pattern.compile("(?m)^\\| `" + kind.word() + "` \\| ([^|]+) \\|.*\\| ([a-z/]+) \\|$")
                .matcher(section("Faults"));
        assertThat(row.find()).isTrue();
        assertThat(row.group(1))
                .isEqualTo(
                        switch (kind.scope()) {
                            case ACCOUNT -> "the account";
                            case CALL -> "any call";
                            case CALL_ON_A_JOB -> "calls on a job";
                            case CUTOVER -> "cutovers";
                        });
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        cloud.cloud.add(new Fault(kind, null, List.of(), 1, 1, null, null, "Code", 400, 0));
        cloud.cutOver("j-1");
        assertThat(cloud.lastEffect()).startsWith(row.group(2));
    }

    @Test
    @DisplayName("the switches, the paths of the admin endpoint, the fields of the ledger")
    void others() {
        assertThat(cells("Switches")).isEqualTo(Switches.KEYS);
        Admin admin = new Admin(new TestCloud().cloud);
        for (String request : cells("Admin endpoint")) {
            int space = request.indexOf(' ');
            String method = request.substring(0, space);
            assertThat(admin.answer(method, request.substring(space + 1), "").status())
                    .as(request)
                    .isIn(200, 400);
        }
        assertThat(admin.answer("GET", "/", "").body().toString())
                .contains("there are " + String.join(", ", admin.paths()));
        assertThat(cells("Admin endpoint")).isEqualTo(Set.copyOf(admin.paths()));
        assertThat(cells("Ledger"))
                .isEqualTo(Arrays.stream(LedgerEntry.class.getRecordComponents())
                        .map(component -> component.getName())
                        .collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("the examples can be read, and the defaults are as told")
    void examples() throws Exception {
        Matcher jobs = YAML.matcher(section("Jobs"));
        Matcher faults = YAML.matcher(section("Faults"));
        assertThat(jobs.find() && faults.find()).isTrue();
        assertThat(JobsFile.jobs(jobs.group(1), "jobs.yaml")).hasSize(4);
        assertThat(FaultsFile.read(faults.group(1), "faults.yaml")).hasSize(4);
        assertThat(Pattern.compile("-d '(jobs: [^']*)'")
                        .matcher(section("Admin endpoint"))
                        .results()
                        .toList())
                .hasSize(3)
                .allSatisfy(body -> assertThat(JobsFile.entries(body.group(1), "body", new ArrayList<>()))
                        .hasSize(1));
        SimulatorOptions usual = SimulatorOptions.defaults();
        assertThat(section("Start"))
                .contains(
                        "`" + usual.keyId() + ":" + usual.keySecret() + "`",
                        "`" + usual.host() + "`",
                        "| `" + usual.seed() + "` |");
    }

    @ParameterizedTest(name = "{0} is told among the codes that are documented, or among those that are invented")
    @EnumSource
    void codes(ErrorCode code) {
        String section = section("What is documented, and what is our invention");
        int invented = section.indexOf("\nInvented, because");
        String half = code.isInvented() ? section.substring(invented) : section.substring(0, invented);
        assertThat(half).contains("`" + code.word() + "`");
    }
}

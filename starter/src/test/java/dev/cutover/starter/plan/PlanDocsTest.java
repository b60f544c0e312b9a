package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference, the schema and the examples say of plans is what the table of keys says. */
class PlanDocsTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|csv)\\n(.*?)^```$");
    private static final Pattern KEY_ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern COLUMN_ROW =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` of a (?:job|group).* \\|$");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsRead(Path example) throws PlanRefused {
        assertThat(PlanFile.read(example, null).size()).isPositive();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("examples"))) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|csv)"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockOfThePagesIsRead(String kind, String text) throws PlanRefused {
        Plan plan = PlanFile.read(text.getBytes(UTF_8), Path.of("block." + kind), null);

        assertThat(plan.size()).isPositive();
    }

    static List<Arguments> blocks() throws IOException {
        List<Arguments> blocks = new ArrayList<>();
        for (String page : List.of("plan.md", "hooks.md", "schedules.md", "../README.md")) {
            for (MatchResult block : BLOCK.matcher(Files.readString(DOCS.resolve(page)))
                    .results()
                    .toList()) {
                blocks.add(Arguments.of(block.group(1), block.group(2)));
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("levels")
    void theReferenceHasTheKeysOf(Level level) throws IOException {
        String section = section(title(level));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        KEY_ROW.matcher(section).results().forEach(row -> rows.put(row.group(1), List.of(row.group(2), row.group(3))));

        assertThat(List.copyOf(rows.keySet())).isEqualTo(level.names());
        for (Key<?> key : level.keys()) {
            assertThat(rows.get(key.name()))
                    .as(key.name())
                    .containsExactly(key.kind().words(), defaultOf(key));
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void theReferenceHasTheLaterKeysOf(Level level) throws IOException {
        List<String> later = Pattern.compile("(?m)^\\| " + title(level) + " \\| (.*) \\|$")
                .matcher(section("Not supported by this version"))
                .results()
                .flatMap(row -> WORD.matcher(row.group(1)).results().map(word -> word.group(1)))
                .toList();

        assertThat(later).isEqualTo(level.later());
    }

    @ParameterizedTest
    @MethodSource("levels")
    void theSchemaHasTheKeysOf(Level level) throws IOException {
        JsonNode schema = schema(level);

        assertThat(names(schema.get("properties").fieldNames())).isEqualTo(level.names());
        assertThat(names(schema.path("required").elements()))
                .isEqualTo(level.keys().stream()
                        .filter(Key::isNeeded)
                        .map(Key::name)
                        .toList());
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
        for (Key<?> key : level.keys()) {
            JsonNode property = schema.get("properties").get(key.name());
            if (property.has("default")) {
                assertThat(property.get("default").asText()).as(key.name()).isEqualTo(defaultOf(key));
            }
            if (key.kind() instanceof TextKind text && text.pattern() != null) {
                assertThat(property.get("pattern").asText()).as(key.name()).isEqualTo("^" + text.pattern() + "$");
            }
            if (key.kind() instanceof WholeKind whole) {
                assertBounds(property, whole);
            }
            if (key.kind() instanceof OrNeverKind orNever) {
                assertBounds(property.at("/oneOf/0"), orNever.number());
                assertThat(property.at("/oneOf/1/const").asText()).isEqualTo(OrNeverKind.NEVER);
            }
            if (key.kind() instanceof CanaryKind canary) {
                assertBounds(property.at("/oneOf/0"), canary.number());
            }
            if (key.kind() instanceof ChoiceKind<?> choice) {
                assertThat(names(property.get("enum").elements()))
                        .as(key.name())
                        .isEqualTo(List.copyOf(choice.choices().keySet()));
            }
        }
    }

    private static void assertBounds(JsonNode schema, WholeKind whole) {
        assertThat(schema.get("minimum").asInt()).isEqualTo(whole.least());
        assertThat(schema.get("maximum").asInt()).isEqualTo(whole.most());
    }

    @Test
    void theSchemaKnowsWhichVariablesAndMessagesThereAre() throws IOException {
        JsonNode definitions = new ObjectMapper()
                .readTree(DOCS.resolve("schema/plan.schema.json").toFile())
                .get("$defs");

        assertThat(definitions.at("/secret/pattern").asText()).isEqualTo("^" + SecretNameKind.PATTERN + "$");
        ListKind<?> only = (ListKind<?>) NotifyKeys.ONLY.kind();
        List<String> words =
                List.copyOf(((ChoiceKind<?>) only.items()).choices().keySet());
        assertThat(names(definitions.at("/receiver/properties/only/items/enum").elements()))
                .isEqualTo(words);
        String row = KEY_ROW.matcher(section("A receiver"))
                .results()
                .filter(match -> match.group(1).equals("only"))
                .map(match -> match.group(4))
                .findFirst()
                .orElseThrow();
        assertThat(WORD.matcher(row).results().map(word -> word.group(1)).toList())
                .isEqualTo(words);
    }

    @Test
    void theNightHasEveryKeyAndNothingToBeWarnedOf() throws Exception {
        Path night = DOCS.resolve("examples/night.yaml");
        String text = Files.readString(night);

        assertThat(PlanFile.check(night, null, null).warnings()).isEmpty();
        for (Level level : levels()) {
            assertThat(level.names()).allSatisfy(name -> assertThat(text).containsPattern("\\b" + name + ":"));
        }
    }

    @Test
    void theReferenceHasTheColumnsOfASheet() throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        COLUMN_ROW
                .matcher(section("A sheet of jobs"))
                .results()
                .forEach(row -> columns.put(row.group(1), row.group(2)));

        assertThat(List.copyOf(columns.keySet())).isEqualTo(List.copyOf(CsvTree.COLUMNS.keySet()));
        columns.forEach((column, key) -> assertThat(key)
                .isEqualTo(column.equals(CsvTree.GROUP) ? PlanKeys.GROUP_NAME.name() : CsvTree.COLUMNS.get(column)));
    }

    static List<Level> levels() {
        return PlanKeys.LEVELS;
    }

    private static String defaultOf(Key<?> key) {
        if (key.isNeeded()) {
            return "**needed**";
        }
        Object otherwise = key.otherwise() instanceof Optional<?> number ? number.orElseThrow() : key.otherwise();
        if (otherwise != null && key.kind() instanceof ChoiceKind<?> choice) {
            return choice.choices().entrySet().stream()
                    .filter(word -> word.getValue().equals(otherwise))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }
        if (otherwise instanceof Duration duration) {
            return DurationKind.spelt(duration);
        }
        return otherwise instanceof Boolean || otherwise instanceof Integer ? otherwise.toString() : "-";
    }

    /** {@code 'limits'} as {@code limits}, {@code a job} as {@code A job}. */
    private static String title(Level level) {
        String noun = level.noun().replace("'", "");
        return noun.equals(level.noun())
                ? noun.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + noun.substring(1)
                : noun;
    }

    private static String section(String title) throws IOException {
        List<String> found = Pattern.compile("(?ms)^#+ " + title + "$(.*?)(?=^#|\\z)")
                .matcher(reference())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(found).as(title).hasSize(1);
        return found.get(0);
    }

    private static String reference() throws IOException {
        return Files.readString(DOCS.resolve("plan.md"));
    }

    private static JsonNode schema(Level level) throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(DOCS.resolve("schema/plan.schema.json").toFile());
        String name = level.noun().replace("'", "").replaceFirst("^(a|the) ", "");
        return level.equals(PlanKeys.PLAN) ? schema : schema.get("$defs").get(name);
    }

    private static List<String> names(java.util.Iterator<?> names) {
        List<String> list = new ArrayList<>();
        names.forEachRemaining(name -> list.add(name instanceof JsonNode node ? node.asText() : (String) name));
        return list;
    }
}

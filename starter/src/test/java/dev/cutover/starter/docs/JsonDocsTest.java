package dev.cutover.starter.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.Night;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.Words;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("the JSON in docs/cli.md has the shape of what is printed")
class JsonDocsTest {

    private static final Page PAGE = Page.of("cli.md").section("JSON");
    private static final String COMMANDS = "dev.cutover.starter.command.";

    @ParameterizedTest
    @MethodSource("documents")
    void an_example_has_the_keys_of_its_record(String heading, String record) throws Exception {
        List<String> blocks = PAGE.section(heading).json();

        assertThat(blocks).hasSize(1);
        check("", new ObjectMapper().readTree(blocks.get(0)), Class.forName(COMMANDS + record));
    }

    static List<Arguments> documents() {
        return List.of(
                document("Errors", "Errors$Document"),
                document("A plan: validate, start", "PlanSummary"),
                document("A preflight: preflight", "PreflightCommand$Document"),
                document("Found: jobs", "InventoryCommand$Document"),
                document("A wave: status, start --watch", "WaveDocument"),
                document("Waves: list", "ListCommand$Document"),
                document("What was in flight: hold, resume, drain", "Accepted"),
                document("Which jobs: skip, retry, mark-done", "JobsCommand$Document"),
                document("Whose step: approve, confirm", "StepCommand$Document"),
                document("The window: extend", "ExtendCommand$Document"),
                document("A limit: set", "SetCommand$Document"),
                document("Messages: notify test", "NotifyCommand$Document"),
                document("A namespace: setup", "SetupCommand$Document"),
                document("A schedule: schedule show", "ScheduleDocument"),
                document("Schedules: schedule list", "ScheduleList$Document"));
    }

    private static Arguments document(String heading, String record) {
        return argumentSet(heading, heading, record);
    }

    @Test
    void there_is_no_other_example() {
        assertThat(PAGE.headings(3)).hasSameSizeAs(documents());
    }

    @Test
    void the_words_that_only_stand_here_are_all_told() {
        assertThat(row("known")).contains(wordsOf(Sighting.values()));
        assertThat(row("standing")).contains(wordsOf(Standing.values()));
    }

    private static String[] wordsOf(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> "`" + Words.camelCase(constant) + "`")
                .toArray(String[]::new);
    }

    private static String row(String key) {
        return PAGE.rows().stream()
                .filter(row -> row.get(0).equals("`" + key + "`"))
                .findFirst()
                .orElseThrow()
                .get(1);
    }

    private static void check(String path, JsonNode node, Type type) {
        if (type instanceof ParameterizedType list) {
            assertThat(node.isArray()).as(path).isTrue();
            node.forEach(item -> check(path + "[]", item, list.getActualTypeArguments()[0]));
        } else if (Set.of(JobId.class, Reason.class, String.class).contains(type)) {
            assertThat(node.isTextual() || node.isNull()).as(path).isTrue();
        } else if (type == Instant.class) {
            assertThat(node.isNull() || node.asText().matches("[-0-9]{10}T[:0-9]{8}\\.[0-9]{3}Z"))
                    .as(path)
                    .isTrue();
        } else if (type == Duration.class) {
            assertThat(Duration.parse(node.asText())).as(path).isPositive();
        } else if (type == boolean.class) {
            assertThat(node.isBoolean()).as(path).isTrue();
        } else if (type == LocalDate.class) {
            assertThat(LocalDate.parse(node.asText())).as(path).isNotNull();
        } else if (type == LocalTime.class) {
            assertThat(LocalTime.parse(node.asText())).as(path).isNotNull();
        } else if (type == Night.class && node.isNull()) {
            // A plan has a window or a night; how a night is spelt, another example shows.
            assertThat(path).isEqualTo("/night");
        } else if (type == int.class || type == Integer.class || type == long.class) {
            assertThat(node.isInt()).as(path).isTrue();
        } else {
            checkClass(path, node, (Class<?>) type);
        }
    }

    private static void checkClass(String path, JsonNode node, Class<?> type) {
        if (type.isEnum()) {
            assertThat(Arrays.stream(type.getEnumConstants()).map(word -> Words.camelCase((Enum<?>) word)))
                    .as(path)
                    .contains(node.asText());
            return;
        }
        assertThat(type.isRecord()).as(path + ": " + type).isTrue();
        List<RecordComponent> components = components(type);
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .as(path)
                .isEqualTo(components.stream().map(JsonDocsTest::key).toList());
        components.forEach(one -> check(path + "/" + key(one), node.get(key(one)), one.getGenericType()));
    }

    private static List<RecordComponent> components(Class<?> record) {
        List<RecordComponent> components = new ArrayList<>();
        for (RecordComponent one : record.getRecordComponents()) {
            if (one.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                components.addAll(components(one.getType()));
            } else {
                components.add(one);
            }
        }
        return components;
    }

    private static String key(RecordComponent component) {
        return component.getDeclaringRecord() == JobLine.class
                        && component.getName().equals("job")
                ? "id"
                : component.getName();
    }
}

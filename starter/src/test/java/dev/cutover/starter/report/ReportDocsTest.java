package dev.cutover.starter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.contract.Action;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import dev.cutover.contract.Words;
import dev.cutover.starter.docs.Page;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.ReasonWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what docs/report.md and its schema say of a report is what it is")
class ReportDocsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Page PAGE = Page.of("report.md");
    private static final Set<String> ONLY_UNDER_WAY = Set.of("watching", "cuttingOver", "blocked");

    static List<Arguments> records() {
        return List.of(
                argumentSet("the wave", "The wave", "", Report.class),
                argumentSet("counts", "Counts", "/$defs/counts", Report.Counts.class),
                argumentSet("a window", "A window", "/$defs/window", Window.class),
                argumentSet("a hold", "A hold", "/$defs/hold", Hold.class),
                argumentSet("a preflight", "A preflight", "/$defs/preflight", Report.Preflight.class),
                argumentSet("a finding", "A finding", "/$defs/found", Report.Found.class),
                argumentSet("a group", "A group", "/$defs/group", Report.Group.class),
                argumentSet("a waiting step", "A waiting step", "/$defs/waitingStep", WaitingStep.class),
                argumentSet("a step", "A step", "/$defs/step", StepTold.class),
                argumentSet("a job", "A job", "/$defs/job", Report.Job.class),
                argumentSet("an attempt", "An attempt", "/$defs/attempt", Report.Attempt.class),
                argumentSet("an action", "An action", "/$defs/action", Action.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void the_fields_of(String heading, String place, Class<?> record) throws IOException {
        List<String> fields = Arrays.stream(record.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        JsonNode schema = schema().at(place);

        assertThat(PAGE.section(heading).firstWords()).isEqualTo(fields);
        assertThat(keys(schema.get("properties"))).isEqualTo(fields);
        assertThat(texts(schema.get("required")))
                .isEqualTo(fields.stream()
                        .filter(field -> record != Report.Counts.class || !ONLY_UNDER_WAY.contains(field))
                        .toList());
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_can_be_null_in(String heading, String place, Class<?> record) throws IOException {
        JsonNode properties = schema().at(place).get("properties");

        assertThat(record.getRecordComponents()).hasSameSizeAs(properties);
        for (List<String> row : PAGE.section(heading).rows()) {
            String field = Page.words(row.get(0)).get(0);
            boolean nullable = properties.get(field).toString().contains("null\"")
                    || properties.get(field).path("enum").toString().contains(",null");
            assertThat(row.get(1).contains("or `null`")).as(field).isEqualTo(nullable);
        }
    }

    static List<Arguments> words() {
        return List.of(
                argumentSet("outcome", "outcome", "/properties/outcome", of(WaveOutcome.values())),
                argumentSet("state", "state", "/$defs/job/properties/state", of(JobState.values())),
                argumentSet("phase", "phase", "/$defs/group/properties/phase", of(GroupPhase.values())),
                argumentSet("step", "step", "/$defs/step/properties/step", of(HookStep.values())),
                argumentSet("hold reason", "hold reason", "/$defs/hold/properties/reason", of(HoldReason.values())),
                argumentSet("answer", "answer", "/$defs/attempt/properties/answer", of(Try.Answer.values())),
                argumentSet(
                        "action",
                        "action",
                        "/$defs/action/properties/action",
                        ReportWords.actions().toList()),
                argumentSet(
                        "reason",
                        "reason",
                        "/$defs/job/properties/reason",
                        ReportWords.reasons().map(Reason::word).toList()));
    }

    private static List<String> of(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::camelCase).toList();
    }

    @ParameterizedTest
    @MethodSource("words")
    void the_words_of(String heading, String place, List<String> words) throws IOException {
        List<String> allowed = texts(schema().at(place).get("enum"));
        allowed.remove("null");

        assertThat(PAGE.section(heading).firstWords()).containsExactlyInAnyOrderElementsOf(words);
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void there_are_no_words_of_anything_else() {
        assertThat(PAGE.section("Words").headings(3)).hasSameSizeAs(words());
        assertThat(PAGE.section("JSON").headings(3)).hasSameSizeAs(records());
    }

    @Test
    void the_version_of_the_schema() throws IOException {
        assertThat(schema().at("/properties/schemaVersion/const").asInt()).isEqualTo(Report.SCHEMA_VERSION);
        assertThat(PAGE.section("The wave").rows().get(0)).contains("`" + Report.SCHEMA_VERSION + "`");
    }

    @Test
    void the_example_is_how_a_report_begins() {
        String example = PAGE.section("Markdown").text().split("```", -1)[1];

        assertThat(ReportText.of(SampleReports.ended()))
                .startsWith(example.replaceFirst("markdown\n", "").replaceFirst("(?s)\\.\\.\\.\n$", ""));
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                argumentSet("one that has ended", SampleReports.ended()),
                argumentSet("one of a running wave", SampleReports.running()),
                argumentSet("one with every word", SampleReports.wordy()),
                argumentSet("one of a night with all that there is", SampleReports.night()),
                argumentSet("one without jobs or actions", SampleReports.of(WaveOutcome.DONE, null, List.of())));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void the_schema_takes(Report report) throws IOException {
        assertThat(SchemaCheck.problems(schema(), JSON.readTree(Json.document(report))))
                .isEmpty();
    }

    @Test
    void a_reason_of_a_later_version_is_spelt_as_what_it_is_here() throws IOException {
        Reason later = new Reason("moonTooFull");
        Report report = SampleReports.of(
                WaveOutcome.RUNNING, null, List.of(SampleReports.job("web-13", JobState.BLOCKED, later, null)));
        JsonNode json = JSON.readTree(Json.document(report));

        assertThat(SchemaCheck.problems(schema(), json)).isEmpty();
        assertThat(json.at("/jobs/0/reason").asText()).isEqualTo("unrecognised");
        assertThat(ReportText.of(report)).contains("blocked, unrecognised\n").doesNotContain("moonTooFull");
    }

    @ParameterizedTest
    @MethodSource("dev.cutover.starter.report.ReportWords#reasons")
    void a_reason_of_this_version_keeps_its_word(Reason reason) {
        assertThat(ReasonWord.of(reason)).isEqualTo(reason.word());
    }

    static Stream<Arguments> offenders() {
        return Stream.of(
                offender("another version", report -> report.put("schemaVersion", 2)),
                offender("a key too many", report -> report.put("region", "cn-shanghai")),
                offender("a key too few", report -> report.remove("endedAt")),
                offender("a key of a job too few", report -> job(report).remove("code")),
                offender("an unknown word", report -> job(report).put("state", "cutting over")),
                offender("an unknown reason", report -> job(report).put("reason", "throttled")),
                offender("an instant without milliseconds", report -> report.put("startedAt", "2026-11-28T01:00:00Z")),
                offender("a count as text", report -> counts(report).put("done", "2")),
                offender("a count below nothing", report -> counts(report).put("done", -1)),
                offender("a count too few", report -> counts(report).remove("skipped")),
                offender("null where there is a value", report -> report.putNull("wave")),
                offender(
                        "an attempt without an answer",
                        report -> attempt(report).putNull("answer")),
                offender("a list that is none", report -> report.put("jobs", 3)));
    }

    private static Arguments offender(String name, Consumer<ObjectNode> deed) {
        return argumentSet(name, deed);
    }

    @ParameterizedTest
    @MethodSource("offenders")
    void the_schema_refuses(Consumer<ObjectNode> deed) throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(Json.document(SampleReports.ended()));
        deed.accept(report);

        assertThat(SchemaCheck.problems(schema(), report)).hasSize(1);
    }

    private static ObjectNode job(ObjectNode report) {
        return (ObjectNode) report.at("/jobs/0");
    }

    private static ObjectNode attempt(ObjectNode report) {
        return (ObjectNode) report.at("/jobs/0/attempts/0");
    }

    private static ObjectNode counts(ObjectNode report) {
        return (ObjectNode) report.get("counts");
    }

    private static JsonNode schema() throws IOException {
        return JSON.readTree(
                Path.of("..", "docs", "schema", "report.schema.json").toFile());
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}

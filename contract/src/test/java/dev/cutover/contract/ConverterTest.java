package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written by one version is read by another. */
class ConverterTest {

    private static final ObjectMapper MAPPER = Converter.mapper();

    static List<Class<?>> records() {
        return Specimens.records();
    }

    static List<Class<?>> enums() {
        return Specimens.enums();
    }

    @Test
    void there_is_something_to_test() {
        assertThat(records()).hasSizeGreaterThan(30).contains(JobRow.class, CutoverRuns.CutoverRun.class);
        assertThat(enums()).hasSizeGreaterThan(8).contains(FailureKind.class, Try.Answer.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_is_read_as_it_was_written(Class<?> type) throws Exception {
        Object specimen = Specimens.of(type);
        assertThat(MAPPER.readValue(MAPPER.writeValueAsString(specimen), type)).isEqualTo(specimen);
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_a_later_version_wrote_beside_it_is_ignored(Class<?> type) throws Exception {
        Object specimen = Specimens.of(type);
        JsonNode json = MAPPER.valueToTree(specimen);
        if (json instanceof ObjectNode object) {
            object.putObject("later").put("nested", true);
        } else if (json instanceof ArrayNode array) {
            array.add("later").addObject();
        }
        assertThat(MAPPER.readValue(json.toString(), type)).isEqualTo(specimen);
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_that_has_nothing_is_read_and_its_lists_are_empty(Class<?> type) throws Exception {
        JsonNode json = MAPPER.valueToTree(Specimens.of(type));
        if (json.isTextual()) {
            return;
        }
        Object empty = MAPPER.readValue(json.isArray() ? "[]" : "{}", type);
        for (RecordComponent component : type.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            if (component.getType() == List.class) {
                assertThat(component.getAccessor().invoke(empty)).isEqualTo(List.of());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void no_record_throws_in_its_constructor(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] nothing = Arrays.stream(types)
                .map(one -> one == int.class ? (Object) 0 : one == boolean.class ? (Object) false : null)
                .toArray();
        Object[] holes = Arrays.stream(types)
                .map(one -> one == int.class
                        ? (Object) 0
                        : one == boolean.class
                                ? (Object) false
                                : one == List.class ? Arrays.asList((Object) null, null) : null)
                .toArray();
        assertThat(Specimens.make(type, types, nothing)).isNotNull();
        assertThat(Specimens.make(type, types, holes)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("enums")
    void a_constant_of_a_later_version_is_the_default_of_its_enum(Class<?> type) throws Exception {
        Object read = MAPPER.readValue("\"WRITTEN_BY_A_LATER_VERSION\"", type);
        assertThat(read).isNotNull();
        assertThat(type.getField(((Enum<?>) read).name()).isAnnotationPresent(JsonEnumDefaultValue.class))
                .isTrue();
    }

    @Test
    void what_cannot_be_understood_never_calls_and_never_counts_as_done() throws Exception {
        assertThat(MAPPER.readValue("\"?\"", Phase.class)).isEqualTo(Phase.AWAIT);
        assertThat(MAPPER.readValue("\"?\"", Standing.class)).isEqualTo(Standing.HELD);
        assertThat(MAPPER.readValue("\"?\"", JobState.class).isOutcome()).isFalse();
        assertThat(MAPPER.readValue("\"?\"", FailureKind.class).consequence()).isEqualTo(FailureKind.Consequence.BLOCK);
        assertThat(MAPPER.readValue("\"?\"", Try.Answer.class).mayHaveTakenEffect())
                .isTrue();
    }

    @Test
    void times_are_text_and_rows_are_arrays() throws Exception {
        assertThat(MAPPER.writeValueAsString(Polling.defaults()))
                .isEqualTo("{\"interval\":\"PT30S\",\"settle\":\"PT1M\"}");
        assertThat(MAPPER.writeValueAsString(JobRow.fresh()))
                .isEqualTo("[\"WATCHING\",null,null,null,null,null,\"CALL\",false,null,null,false,0,false,"
                        + "null,false,false,0,null,null,false,false,null,null,null,false,false]");
    }

    @Test
    void what_is_large_is_deflated_and_what_is_not_stays_readable() {
        DataConverter converter = Converter.dataConverter();
        for (int jobs : new int[] {1, 100, 2_000}) {
            Plan plan = new Plan(
                    "night",
                    null,
                    null,
                    null,
                    Limits.defaults(),
                    Polling.defaults(),
                    JobDefaults.defaults(),
                    List.of(new PlannedGroup(
                            "app",
                            List.of(),
                            IntStream.range(0, jobs)
                                    .mapToObj(number -> new PlannedJob(
                                            new JobId("j-" + number), "x".repeat(64) + number, null, null, null, null))
                                    .toList(),
                            null)),
                    null,
                    null,
                    null);
            Payload payload = converter.toPayload(plan).orElseThrow();
            assertThat(payload.getMetadataMap().get("encoding").toStringUtf8())
                    .isEqualTo(jobs == 2_000 ? "binary/deflate" : "json/plain");
            assertThat(converter.fromPayload(payload, Plan.class, Plan.class)).isEqualTo(plan);
        }
    }
}

package dev.cutover.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command has of the world, and how its words are spelt. */
class TerminalTest {

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "yes\n", "Y\n", " YES \n", "y"})
    void yes(String typed) throws CommandFailed {
        TestTerminal terminal = new TestTerminal().typing(typed);
        assertThat(terminal.open().agrees("Start it?")).isTrue();
        assertThat(terminal.err()).isEqualTo("Start it? [y/N] ");
        assertThat(terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "", "yep\n", "no\nyes\n"})
    void everything_else_is_no(String typed) throws CommandFailed {
        assertThat(new TestTerminal().typing(typed).open().agrees("Start it?")).isFalse();
    }

    @Test
    void what_follows_a_closed_input_is_a_line_of_its_own() throws CommandFailed {
        TestTerminal terminal = new TestTerminal().typing("");
        terminal.open().agrees("Start it?");
        assertThat(terminal.err()).endsWith("[y/N] " + System.lineSeparator());
    }

    @Test
    void nobody_is_no_answer() {
        assertThatThrownBy(() -> new TestTerminal().open().agrees("Start it?"))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE));
    }

    static Stream<Arguments> terminals() {
        return Stream.of(
                argumentSet("a person's", person(), true, true),
                argumentSet("a person's who wants no colours", person().with("NO_COLOR", "1"), false, true),
                argumentSet("a person's who says nothing of colours", person().with("NO_COLOR", ""), true, true),
                argumentSet("one that only writes", person().with("TERM", "dumb"), false, false),
                argumentSet("another kind", person().with("TERM", "xterm-256color"), true, true),
                argumentSet("a pipe", new TestTerminal().with("TERM", "xterm-256color"), false, false));
    }

    private static TestTerminal person() {
        return new TestTerminal().typing("");
    }

    @ParameterizedTest
    @MethodSource("terminals")
    void colours_and_what_can_be_drawn_over(TestTerminal terminal, boolean colours, boolean redraws) {
        assertThat(terminal.open().colours()).isEqualTo(colours);
        assertThat(terminal.open().redraws()).isEqualTo(redraws);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T01:02:03Z, 2026-11-24T01:02:03.000Z",
        "2026-11-24T01:02:03.4Z, 2026-11-24T01:02:03.400Z",
        "2026-11-24T01:02:03.456789Z, 2026-11-24T01:02:03.456Z",
        "2026-11-24T23:59:59.999999999Z, 2026-11-24T23:59:59.999Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z"
    })
    void an_instant_is_told_to_the_millisecond_in_utc(Instant instant, String told) {
        assertThat(Json.instant(instant)).isEqualTo(told);
        assertThat(Json.document(instant)).isEqualTo('"' + told + '"');
    }

    @Test
    void constants_ids_and_reasons_are_words_and_what_is_not_there_is_null() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", JobState.CUTTING_OVER);
        values.put("states", List.of(JobState.DONE));
        values.put("job", new JobId("j-1"));
        values.put("reason", Reason.GROUP_BEFORE_NOT_DONE);
        values.put("none", null);
        assertThat(Json.document(values).replaceAll("\\s", ""))
                .isEqualTo("{\"state\":\"cuttingOver\",\"states\":[\"done\"],\"job\":\"j-1\","
                        + "\"reason\":\"groupBeforeNotDone\",\"none\":null}");
    }

    @Test
    void a_job_s_id_is_spelt_as_in_reports() {
        assertThat(Json.document(Told.job(0, JobState.DONE)))
                .contains("\"id\" : \"j-a\"", "\"code\" : null")
                .doesNotContain("\"job\"");
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void scripts_depend_on_the_numbers(ExitCode code) {
        int number = switch (code) {
            case DONE -> 0;
            case UNEXPECTED -> 1;
            case WRONG_USAGE -> 2;
            case PLAN_REFUSED -> 3;
            case UNREACHABLE -> 4;
            case ENDED_BADLY -> 5;
            case PARTLY_DONE -> 6;
            case REFUSED -> 7;
            case NO_WORKER -> 8;
            case INTERRUPTED -> 130;
            case UNREAD -> 141;
            case TERMINATED -> 143;
        };
        assertThat(code.number()).isEqualTo(number);
        assertThat(code.word()).matches("[a-z]+([A-Z][a-z]+)*");
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void one_job_s_state_decides_how_a_watch_ends(JobState state) {
        ExitCode meant = switch (state) {
            case DONE -> ExitCode.DONE;
            case DEFERRED, SKIPPED -> ExitCode.PARTLY_DONE;
            case WATCHING, CUTTING_OVER, BLOCKED, FAILED, UNFINISHED, UNRECOGNISED -> ExitCode.ENDED_BADLY;
        };
        assertThat(ExitCode.of(Told.progress(state))).isEqualTo(meant);
        assertThat(ExitCode.of(Told.progress(JobState.DONE, state, JobState.DONE)))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void what_is_worst_decides(JobState state) {
        assertThat(ExitCode.of(Told.progress(state, JobState.FAILED))).isEqualTo(ExitCode.ENDED_BADLY);
        assertThat(ExitCode.of(Told.progress(state, JobState.SKIPPED))).isNotEqualTo(ExitCode.DONE);
    }

    @Test
    void a_group_that_is_split_is_never_well() {
        GroupProgress split = Told.group("app", true, null, null, false, null);
        GroupProgress whole = Told.group("app", false, null, null, false, null);
        for (JobState state : List.of(JobState.DONE, JobState.SKIPPED)) {
            assertThat(ExitCode.of(Told.progress(Told.counts(state), Standing.OPEN, true, List.of(whole, split))))
                    .isEqualTo(ExitCode.ENDED_BADLY);
            assertThat(ExitCode.of(Told.progress(Told.counts(state), Standing.OPEN, true, List.of(whole))))
                    .isNotEqualTo(ExitCode.ENDED_BADLY);
        }
    }
}

package dev.cutover.starter.local;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.CUTTING_OVER;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.FAILED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import dev.cutover.starter.report.Report;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.view.Frame;
import dev.cutover.starter.view.LineScreen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The person of the demo does what must be done, once, and says when it does not go as it should. */
class DemoPersonTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<String> done = new ArrayList<>();
    private final Deque<String> refusals = new ArrayDeque<>();
    private Instant now = TestTerminal.NOW;
    private final DemoPerson person = new DemoPerson(
            new LineScreen(new PrintStream(written, true, UTF_8), () -> now),
            () -> now,
            job -> done.add("mend " + job.name()),
            this::retry);

    private void retry(JobLine job) throws CommandFailed {
        done.add("retry " + job.name());
        if (!refusals.isEmpty()) {
            throw new CommandFailed(ExitCode.REFUSED, refusals.remove());
        }
    }

    private void sees(JobState state) throws CommandFailed {
        JobLine any = Told.job(0, state);
        person.saw(new Frame(
                Told.progress(state, DONE),
                List.of(Told.job(1, BLOCKED), Told.named(any, DemoWorld.IN_ERROR, "app-20"))));
    }

    @Test
    void the_one_that_is_blocked_is_mended_and_retried_once() throws CommandFailed {
        sees(CUTTING_OVER);
        assertThat(done).isEmpty();
        sees(BLOCKED);
        sees(BLOCKED);
        sees(DONE);
        assertThat(done).containsExactly("mend app-20", "retry app-20");
        assertThat(person.hasRetried()).isTrue();
        assertThat(written.toString(UTF_8))
                .contains("cutover retry demo app-20 --restart --reason 'SMC client restarted'");
    }

    @Test
    void a_retry_that_is_refused_is_told_and_tried_again_until_it_is_accepted() throws CommandFailed {
        refusals.addAll(List.of("No worker answered.", "No worker answered.", "It is not blocked."));
        for (int look = 1; look <= 3; look++) {
            sees(BLOCKED);
            assertThat(person.hasRetried()).isFalse();
        }
        sees(BLOCKED);
        assertThat(person.hasRetried()).isTrue();
        assertThat(done).containsExactly("mend app-20", "retry app-20", "retry app-20", "retry app-20", "retry app-20");
        assertThat(written.toString(UTF_8))
                .containsOnlyOnce("No worker answered.")
                .contains("It is not blocked.");
    }

    @Test
    void after_three_minutes_it_is_over() throws CommandFailed {
        now = now.plus(Duration.ofMinutes(3));
        sees(CUTTING_OVER);
        now = now.plusMillis(1);
        assertThatThrownBy(() -> sees(CUTTING_OVER)).isInstanceOfSatisfying(CommandFailed.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
            assertThat(failure.getMessage()).contains("3 minutes", "1 of 2 servers are done", "1 in cutover");
        });
    }

    static Stream<Arguments> endings() {
        String expired = DemoWorld.EXPIRED.value();
        Report.Job asItMust = job(expired, FAILED, Reason.of(FailureKind.JOB_EXPIRED));
        return Stream.of(
                argumentSet("as scripted", asItMust, DONE, true, 0, List.of()),
                argumentSet(
                        "one is not done",
                        asItMust,
                        BLOCKED,
                        true,
                        0,
                        List.of("other is blocked (sourceOffline), and should be done.")),
                argumentSet(
                        "the expired one is done",
                        job(expired, DONE, null),
                        DONE,
                        true,
                        0,
                        List.of(expired + " is done, and should have failed (jobExpired).")),
                argumentSet(
                        "it failed for another reason",
                        job(expired, FAILED, Reason.of(FailureKind.JOB_DELETING)),
                        DONE,
                        true,
                        0,
                        List.of(expired + " is failed (jobDeleting), and should have failed (jobExpired).")),
                argumentSet(
                        "nobody had to be mended, and one was cut over twice",
                        asItMust,
                        DONE,
                        false,
                        1,
                        List.of("No server went offline and had its job retried.", "1 were cut over twice.")));
    }

    private static Report.Job job(String id, JobState state, Reason reason) {
        return new Report.Job(
                id, id, "all", state, reason, null, false, false, null, null, null, null, null, List.of(), 0, false,
                List.of());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void what_differs_from_the_script_is_told(
            Report.Job expired, JobState other, boolean retried, long twice, List<String> differences) {
        Reason reason = other == BLOCKED ? Reason.of(FailureKind.SOURCE_OFFLINE) : null;
        Report report = new Report(
                Report.SCHEMA_VERSION,
                "demo",
                null,
                null,
                "0".repeat(64),
                WaveOutcome.NOT_DONE,
                TestTerminal.NOW,
                TestTerminal.NOW,
                null,
                null,
                null,
                List.of(),
                List.of(expired, job("other", other, reason)),
                List.of(),
                0);
        assertThat(DemoScript.differences(report, retried, twice)).isEqualTo(differences);
    }

    @Test
    void the_two_of_the_script_are_in_the_plan() {
        assertThat(new JobId("j-demoapp20")).isEqualTo(DemoWorld.IN_ERROR);
        assertThat(new JobId("j-demoweb13")).isEqualTo(DemoWorld.EXPIRED);
    }
}

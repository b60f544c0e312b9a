package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.FakeSmc;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the jobs of a wave share the night. */
class WaveStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_group_starts_when_every_job_before_it_is_done() {
        for (String id : Plans.ids(6)) {
            stage.smc.add(id);
        }
        stage.smc.job("j-2").takes(HOUR);
        Plan plan = Plans.plan(
                "night",
                6,
                Plans.after(Plans.group("web", "j-5", "j-6"), "app"),
                Plans.group("db", "j-1", "j-2"),
                Plans.after(Plans.group("app", "j-3", "j-4"), "db"));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        assertThat(wave.progress().groups()).extracting(GroupProgress::open).containsExactly(false, true, false);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).extracting(call -> call.job().value()).containsExactlyInAnyOrder(Plans.ids(6));
        assertThat(stage.smc.calls.subList(4, 6))
                .extracting(call -> call.job().value())
                .containsExactlyInAnyOrder("j-5", "j-6");
        assertThat(stage.smc.calls("j-3").get(0).at())
                .isAfter(stage.smc.calls("j-2").get(0).at().plus(HOUR));
    }

    @Test
    void groups_behind_a_job_that_failed_are_deferred_and_the_others_go_on() {
        stage.smc.add("j-1").shows(Sighting.EXPIRED);
        stage.smc.add("j-2");
        stage.smc.add("j-3");
        stage.smc.add("j-4");
        Plan plan = Plans.plan(
                "night",
                6,
                Plans.group("db", "j-1"),
                Plans.after(Plans.group("app", "j-2"), "db"),
                Plans.after(Plans.group("web", "j-3"), "app"),
                Plans.group("mail", "j-4"));
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(result.counts()).isEqualTo(new JobCounts(4, 1, 1, 0, 2, 0, 0, 0, 0));
        assertThat(wave.line("j-3").reason()).isEqualTo(Reason.GROUP_BEFORE_NOT_DONE);
    }

    @Test
    void a_wave_whose_jobs_all_wait_behind_a_blocked_one_is_settled() {
        stage.smc.add("j-1").shows(Sighting.IN_ERROR);
        stage.smc.add("j-2");
        stage.smc.add("j-3");
        Plan plan = Plans.plan(
                "night",
                6,
                Plans.after(Plans.group("web", "j-3"), "app"),
                Plans.after(Plans.group("app", "j-2"), "db"),
                Plans.group("db", "j-1"));
        Stage.Running wave = stage.start(plan);
        assertThat(wave.progress().settled()).isFalse();
        stage.pass(HOUR);
        assertThat(wave.progress().settled()).isTrue();
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void slots_are_never_exceeded_and_the_longest_go_first() {
        String[] ids = Plans.ids(20);
        List<PlannedJob> jobs = IntStream.range(0, 20)
                .mapToObj(number -> new PlannedJob(
                        new JobId(ids[number]), ids[number], false, Duration.ofMinutes(number), null, null))
                .toList();
        for (int number = 0; number < 20; number++) {
            stage.smc.add(ids[number]).takes(Duration.ofMinutes(5 + number));
        }
        Plan plan = Plans.plan("night", 3, new PlannedGroup("app", List.of(), jobs, null));
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(20);
        assertThat(stage.smc.calls).noneMatch(FakeSmc.Call::syncData);
        for (FakeSmc.Call call : stage.smc.calls) {
            assertThat(runningAt(call.at())).isLessThanOrEqualTo(3);
        }
        List<String> longestFirst = new ArrayList<>(List.of(ids));
        Collections.reverse(longestFirst);
        assertThat(started(wave)).isEqualTo(longestFirst);
    }

    /** The jobs in the order in which they took their slots. */
    private static List<String> started(Stage.Running wave) {
        return wave.events().stream()
                .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
                .map(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes()
                        .getWorkflowId()
                        .replace("cutover:", ""))
                .toList();
    }

    private long runningAt(Instant at) {
        return stage.smc.calls.stream()
                .filter(call -> !call.at().isAfter(at))
                .filter(call -> at.isBefore(call.at()
                        .plus(Duration.ofMinutes(
                                4 + Integer.parseInt(call.job().value().substring(2))))))
                .count();
    }

    @Test
    void a_straggler_never_blocks_the_servers_behind_it() {
        stage.smc.add("j-1").shows(Sighting.RUNNING).shows(stage.at(HOUR.multipliedBy(6)), Sighting.WAITING);
        for (String id : List.of("j-2", "j-3", "j-4")) {
            stage.smc.add(id);
        }
        Stage.Running wave = stage.start(Plans.plan("night", 1, Plans.ids(4)));
        stage.pass(HOUR.multipliedBy(2));
        assertThat(wave.progress().counts()).isEqualTo(new JobCounts(4, 3, 0, 0, 0, 0, 1, 0, 0));
        assertThat(wave.progress().settled()).isFalse();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void an_overdue_job_is_told_and_followed_on_and_keeps_its_slot() {
        stage.smc.add("j-1").takes(HOUR.multipliedBy(5));
        stage.smc.add("j-2");
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1", "j-2"));
        stage.pass(HOUR);
        assertThat(wave.progress().overdue()).isZero();
        stage.pass(HOUR.plusMinutes(30));
        assertThat(wave.progress().overdue()).isEqualTo(1);
        assertThat(wave.line("j-1").overdue()).isTrue();
        assertThat(stage.cutoverProgress("j-1").overdue()).isTrue();
        assertThat(stage.smc.calls).hasSize(1);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.line("j-1").overdue()).isFalse();
        assertThat(stage.smc.calls).hasSize(2);
    }

    @Test
    void a_job_may_have_a_deadline_of_its_own() {
        stage.smc.add("j-1").takes(Duration.ofMinutes(40));
        PlannedJob job = new PlannedJob(new JobId("j-1"), "db-01", null, null, Duration.ofMinutes(20), null);
        Plan plan = Plans.plan("night", 1, new PlannedGroup("app", List.of(), List.of(job), null));
        assertThat(plan.defaults()).isEqualTo(JobDefaults.defaults());
        Stage.Running wave = stage.start(plan);
        stage.pass(Duration.ofMinutes(30));
        assertThat(wave.progress().overdue()).isEqualTo(1);
    }

    @Test
    void a_wave_in_which_nothing_can_go_on_does_not_spin() {
        stage.smc.add("j-1").shows(Sighting.IN_ERROR);
        stage.smc.add("j-2").shows(Sighting.REFUSED);
        stage.smc.add("j-3").shows(Sighting.UNRECOGNISED);
        stage.smc.add("j-4").endsAs(Sighting.STOPPED);
        Stage.Running wave = stage.start(Plans.plan("night", 4, Plans.ids(4)));
        stage.pass(HOUR);
        assertThat(wave.progress().counts().blocked()).isEqualTo(4);
        int events = wave.events().size();
        int looks = stage.smc.looks.size();
        stage.pass(HOUR.multipliedBy(2));
        assertThat(wave.events()).hasSize(events);
        assertThat(stage.smc.looks).hasSize(looks + 240);
    }

    @Test
    void of_two_waves_that_want_one_job_one_gets_it_and_the_other_asks_a_person() {
        stage.smc.add("j-1").takes(HOUR);
        stage.smc.add("j-2").shows(Sighting.RUNNING);
        Stage.Running first = stage.start(Plans.plan("first", 1, "j-1"));
        Stage.Running second = stage.start(Plans.plan("second", 1, "j-1", "j-2"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.pass(Duration.ofMinutes(2));
        List<Stage.Running> waves = List.of(first, second);
        Stage.Running loser = waves.stream()
                .filter(wave -> wave.line("j-1").state() == JobState.BLOCKED)
                .findFirst()
                .orElseThrow();
        assertThat(loser.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.IN_ANOTHER_WAVE));
        assertThat(loser.line("j-1").touched()).isFalse();
        loser.retry("j-1");
        stage.pass(Duration.ofMinutes(2));
        assertThat(loser.line("j-1").state()).isEqualTo(JobState.WATCHING);
        stage.passUntil(() -> waves.stream().allMatch(wave -> wave.line("j-1").state() == JobState.DONE));
        assertThat(loser.line("j-1").reason()).isEqualTo(Reason.of(Found.FINISHED_BEFORE));
        assertThat(stage.smc.calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_job_past_its_call_that_another_wave_cuts_over_is_not_tried_again_and_again(int unanswered) {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR).takes(Duration.ofMinutes(2));
        Stage.Running first = stage.start(Plans.plan("first", 1, "j-1"));
        stage.passUntil(() -> first.line("j-1").state() == JobState.BLOCKED);
        stage.smc
                .job("j-1")
                .shows(stage.now(), Sighting.WAITING)
                .endsAs(Sighting.FINISHED)
                .takes(Duration.ofDays(30));
        Stage.Running second = stage.start(Plans.plan("second", 1, "j-1"));
        stage.passUntil(() -> second.line("j-1").state() == JobState.CUTTING_OVER);
        stage.runs.unanswered.set(unanswered);
        int before = first.events().size();
        first.retry("j-1");
        stage.pass(Duration.ofMinutes(10));
        assertThat(first.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.IN_ANOTHER_WAVE));
        assertThat(first.events().size() - before).isLessThan(60);
    }

    @Test
    void a_job_whose_cutover_was_terminated_in_another_wave_is_called_only_after_a_quiet_time() {
        stage.smc.add("j-1").answers(Answer.LOST_WITHOUT_THE_DEED);
        stage.smc.add("j-2").shows(Sighting.RUNNING);
        Stage.Running first = stage.start(Plans.plan("first", 1, "j-1"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        Stage.Running second = stage.start(Plans.plan("second", 1, "j-1", "j-2"));
        stage.passUntil(() -> second.line("j-1").state() == JobState.BLOCKED);
        first.untyped().terminate("by hand");
        stage.cutover("j-1").terminate("by hand");
        Instant terminatedAt = stage.now();
        second.retry("j-1");
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        assertThat(stage.smc.calls.get(1).at())
                .isAfterOrEqualTo(terminatedAt.plus(Policies.quietAfterTermination(Plans.POLLING)));
    }

    @Test
    void a_wave_that_cannot_ask_what_runs_starts_nothing_until_it_can() {
        stage.smc.add("j-1");
        stage.runs.unanswered.set(3);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.pass(Duration.ofMinutes(2));
        assertThat(wave.lines()).extracting(JobLine::known).containsOnlyNulls();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls.get(0).at()).isAfter(stage.at(Duration.ofMinutes(3)));
    }

    @Test
    void a_wave_that_cannot_ask_whose_a_taken_job_is_asks_again() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        stage.smc.add("j-2");
        Stage.Running wave = stage.start(Plans.plan("night", 2, "j-1", "j-2"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.smc.job("j-1").shows(stage.now(), Sighting.WAITING).takes(HOUR);
        Stage.Running other = stage.start(Plans.plan("other", 1, "j-1"));
        stage.runs.unanswered.set(1);
        stage.passUntil(
                () -> Stream.of(wave, other).anyMatch(one -> one.line("j-1").state() == JobState.BLOCKED));
        stage.passUntil(
                () -> Stream.of(wave, other).anyMatch(one -> one.line("j-1").state() == JobState.DONE));
        assertThat(stage.smc.calls("j-1")).hasSize(1);
    }
}

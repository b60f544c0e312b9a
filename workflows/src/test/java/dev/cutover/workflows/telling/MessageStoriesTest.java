package dev.cutover.workflows.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.Approval;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import dev.cutover.workflows.stage.Stage;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are told, and what they are asked. */
class MessageStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_quiet_night_is_told_from_its_opening_to_its_end_with_a_sign_of_life() {
        stage.smc.add("j-1");
        stage.smc.add("j-2");
        Plan plan = Plans.told(Plans.within(
                Plans.plan("night", 2, Plans.group("db", "j-1"), Plans.after(Plans.group("app", "j-2"), "db")),
                stage.at(HOUR),
                stage.at(HOUR.multipliedBy(4)),
                stage.at(HOUR.multipliedBy(5))));
        stage.start(plan).result();
        assertThat(stage.messages.kinds())
                .containsExactly(MessageKind.OPENED, MessageKind.GROUP_DONE, MessageKind.GROUP_DONE, MessageKind.DONE);
        assertThat(stage.messages.taken)
                .allMatch(message ->
                        "CHG0042".equals(message.change()) && message.command().startsWith("cutover "));
        assertThat(stage.messages.taken).extracting(Message::key).doesNotHaveDuplicates();
        assertThat(stage.messages.beats).hasSizeGreaterThan(3).allMatch(beat -> !beat.isBefore(stage.at(HOUR)));
        Instant first = stage.messages.beats.get(0);
        assertThat(Duration.between(first, stage.messages.beats.get(1)))
                .isBetween(Duration.ofSeconds(299), Duration.ofSeconds(302));
    }

    @Test
    void that_it_is_held_is_said_again_every_quarter_of_an_hour_until_somebody_acts() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        Stage.Running wave = stage.start(Plans.told(Plans.plan("night", 1, "j-1")));
        stage.pass(Duration.ofMinutes(1));
        wave.hold();
        stage.pass(Duration.ofMinutes(46));
        assertThat(stage.messages.of(MessageKind.HELD))
                .hasSize(4)
                .allMatch(message -> message.sentence().contains("because"));
        wave.resume();
        stage.pass(HOUR);
        assertThat(stage.messages.of(MessageKind.HELD)).hasSize(4);
    }

    @Test
    void jobs_that_are_blocked_for_one_reason_are_told_of_together_and_none_twice() {
        for (String id : Plans.ids(30)) {
            stage.smc.add(id).shows(Sighting.STOPPED);
        }
        Stage.Running wave = stage.start(Plans.told(Plans.plan("night", 1, Plans.ids(30))));
        stage.pass(HOUR);
        assertThat(stage.messages.of(MessageKind.BLOCKED)).singleElement().satisfies(message -> {
            assertThat(message.jobs()).hasSize(Message.MOST_JOBS);
            assertThat(message.moreJobs()).isEqualTo(10);
            assertThat(message.sentence()).isEqualTo(FailureKind.JOB_STOPPED.advice());
            assertThat(message.command()).startsWith("cutover retry night 'server of j-1'");
        });
        wave.drain();
        wave.result();
    }

    @Test
    void what_is_overdue_and_a_last_start_that_is_near_are_told() {
        stage.smc.add("j-1").takes(HOUR.multipliedBy(6));
        stage.smc.add("j-2").shows(Sighting.RUNNING);
        Plan plan = Plans.told(Plans.within(
                Plans.plan("night", 2, "j-1", "j-2"),
                null,
                stage.at(HOUR.multipliedBy(3)),
                stage.at(HOUR.multipliedBy(4))));
        stage.start(plan).result();
        assertThat(stage.messages.of(MessageKind.OVERDUE)).hasSize(1);
        assertThat(stage.messages.of(MessageKind.LAST_START_NEAR))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.at()).isBetween(stage.at(HOUR.multipliedBy(2)), stage.at(HOUR.multipliedBy(3)));
                    assertThat(message.jobs()).containsExactly("server of j-2");
                    assertThat(message.command()).startsWith("cutover extend night --last-start +30m");
                });
    }

    @Test
    void times_are_told_in_the_zone_of_the_wave() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        Instant closes = Instant.parse("2030-01-01T20:00:00Z");
        Plan plan = Plans.told(Plans.within(Plans.plan("night", 1, "j-1"), null, closes, closes));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.messages.of(MessageKind.OPENED).isEmpty());
        assertThat(stage.messages.of(MessageKind.OPENED).get(0).sentence()).contains("2030-01-02 04:00 Asia/Shanghai");
        assertThatThrownBy(() -> wave.extend(closes.plusSeconds(60), null))
                .rootCause()
                .hasMessageContaining("2030-01-02 04:01 Asia/Shanghai")
                .hasMessageContaining("--closes");
        wave.drain();
        wave.result();
    }

    @Test
    void in_a_short_window_the_last_start_is_near_after_half_of_it() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        Instant opens = stage.at(Duration.ofMinutes(10));
        Plan plan = Plans.told(
                Plans.within(Plans.plan("night", 1, "j-1"), opens, opens.plusSeconds(1200), opens.plusSeconds(2400)));
        stage.start(plan).result();
        assertThat(stage.messages.of(MessageKind.LAST_START_NEAR))
                .singleElement()
                .satisfies(
                        message -> assertThat(message.at()).isBetween(opens.plusSeconds(600), opens.plusSeconds(660)));
    }

    @Test
    void a_wave_that_ends_as_it_would_be_held_only_says_that_it_has_ended() {
        stage.smc.add("j-1").endsAs(Sighting.EXPIRED);
        Plan plan = Plans.told(Plans.limited(Plans.plan("night", 1, "j-1"), new Limits(1, 1, null, null)));
        WaveResult result = stage.start(plan).result();
        assertThat(result.counts().failed()).isEqualTo(1);
        assertThat(stage.messages.of(MessageKind.HELD)).isEmpty();
        assertThat(stage.messages.of(MessageKind.DONE)).hasSize(1);
    }

    @Test
    void messages_that_nobody_takes_harm_nothing() {
        stage.messages.trouble(FailureKind.HOOK_SILENT);
        stage.smc.add("j-1");
        Stage.Running wave = stage.start(Plans.told(Plans.plan("night", 1, "j-1")));
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.messages.taken).isEmpty();
    }

    @Test
    void a_group_that_needs_an_approval_waits_for_it_and_says_so() {
        stage.smc.add("j-1");
        Plan plan = Plans.told(Plans.plan(
                "night",
                1,
                Plans.ruled(
                        Plans.group("app", "j-1"),
                        new GroupRules(new Approval(null, false), null, null, null, null, false))));
        Stage.Running wave = stage.start(plan);
        stage.pass(HOUR);
        assertThat(stage.smc.calls).isEmpty();
        assertThat(wave.group("app").waitsForApproval()).isTrue();
        assertThat(wave.progress().settled()).isTrue();
        assertThat(stage.messages.of(MessageKind.WAITS_FOR_A_PERSON))
                .singleElement()
                .satisfies(message -> assertThat(message.command()).startsWith("cutover approve night --group app"));
        wave.approve("app");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void an_approval_that_nobody_gave_in_time_defers_or_starts_as_the_plan_says() {
        stage.smc.add("j-1");
        stage.smc.add("j-2");
        Instant deadline = stage.at(HOUR);
        Plan plan = Plans.plan(
                "night",
                2,
                Plans.ruled(
                        Plans.group("app", "j-1"),
                        new GroupRules(new Approval(deadline, false), null, null, null, null, false)),
                Plans.ruled(
                        Plans.group("web", "j-2"),
                        new GroupRules(new Approval(deadline, true), null, null, null, null, false)));
        Stage.Running wave = stage.start(plan);
        wave.result();
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.DEFERRED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.NOT_APPROVED);
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.DONE);
        assertThat(stage.smc.calls).allMatch(call -> !call.at().isBefore(deadline));
    }

    @Test
    void an_approval_after_the_last_start_is_refused_and_says_what_to_do() {
        stage.smc.add("j-1").shows(Sighting.IN_ERROR);
        Plan plan = Plans.approved(
                Plans.within(Plans.plan("night", 1, "j-1"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(3))),
                new Approval(null, false));
        Stage.Running wave = stage.start(plan);
        stage.pass(Duration.ofMinutes(90));
        assertThatThrownBy(() -> wave.approve(null)).cause().hasMessageContaining("extend it first");
        assertThat(wave.result().counts().deferred()).isEqualTo(1);
    }

    @Test
    void a_trial_tells_of_each_receiver_whether_it_took_its_message() {
        Plan plan = Plans.told(Plans.plan("night", 1, "j-1"));
        assertThat(trial(plan).receivers()).hasSize(2).allMatch(told -> told.failure() == null);
        assertThat(stage.messages.kinds()).containsExactly(MessageKind.TEST);
        stage.messages.trouble(FailureKind.HOOK_REFUSED);
        assertThat(trial(plan).receivers()).hasSize(2).allMatch(told -> "as pretended".equals(told.failure()));
    }

    private MessageTrial.Result trial(Plan plan) {
        return stage.client()
                .newWorkflowStub(
                        MessageTrial.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Stage.TASK_QUEUE)
                                .build())
                .run(plan);
    }

    @Test
    void that_an_approval_is_needed_is_told_though_the_wave_has_continued_before_it_opened() {
        stage.smc.add("j-1");
        Plan plan = Plans.told(Plans.approved(
                Plans.within(
                        Plans.plan("night", 1, "j-1"),
                        stage.at(HOUR),
                        stage.at(HOUR.multipliedBy(3)),
                        stage.at(HOUR.multipliedBy(4))),
                new Approval(null, false)));
        Stage.Running wave = stage.start(new WaveStart(plan, null, 10, null));
        for (int time = 0; time < 4; time++) {
            stage.pass(Duration.ofMinutes(5));
            wave.hold();
            stage.pass(Duration.ofMinutes(5));
            wave.resume();
        }
        stage.passUntil(wave::hasContinued);
        assertThat(stage.messages.of(MessageKind.WAITS_FOR_A_PERSON)).isEmpty();
        stage.passUntil(() -> stage.elapsed().compareTo(HOUR.plusMinutes(5)) > 0);
        assertThat(stage.messages.of(MessageKind.WAITS_FOR_A_PERSON)).hasSize(1);
    }

    @Test
    void one_that_is_overdue_and_done_at_once_is_no_trouble() {
        Instant now = stage.now();
        Board board = new Board(Plans.plan("night", 2, "j-1", "j-2"), Rows.memory(now));
        for (Job job : board.jobs()) {
            job.start();
            job.standing().becomeOverdue();
        }
        board.jobs().get(0).markDone(false);
        assertThat(new Tidings("night", board, Marks.fresh(), false).collect(now))
                .filteredOn(tiding -> !tiding.jobs().isEmpty())
                .singleElement()
                .satisfies(tiding -> {
                    assertThat(tiding.kind()).isEqualTo(MessageKind.OVERDUE);
                    assertThat(tiding.jobs()).containsExactly("server of j-2");
                });
    }
}

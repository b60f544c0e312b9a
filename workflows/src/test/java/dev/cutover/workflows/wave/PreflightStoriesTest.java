package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Approval;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.Limits;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.Window;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wave looks at its jobs before it begins, and once more right before its window opens. */
class PreflightStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan plan(String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
        return Plans.told(Plans.plan("night", 3, ids));
    }

    private Stage.Running start(Plan plan) {
        return stage.start(WaveStart.of(plan).withPreflight());
    }

    @Test
    void nothing_is_cut_over_before_it_has_been_carried_out() {
        stage.checks.isSilent(true);
        Stage.Running wave = start(plan("j-1"));
        stage.pass(Duration.ofMinutes(5));
        assertThat(stage.smc.calls).isEmpty();
        stage.checks.isSilent(false);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.messages.of(MessageKind.PREFLIGHT)).isEmpty();
    }

    @Test
    void one_that_gets_no_answer_for_a_quarter_of_an_hour_does_not_cost_the_night() {
        stage.checks.isSilent(true);
        Stage.Running wave = start(plan("j-1"));
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls.get(0).at()).isAfter(stage.at(Duration.ofMinutes(14)));
        assertThat(result.progress().preflight().findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.NOT_CARRIED_OUT);
        assertThat(stage.messages.of(MessageKind.PREFLIGHT)).hasSize(1);
    }

    @Test
    void a_wave_that_waits_for_its_window_looks_again_right_before() {
        Instant opens = stage.at(HOUR.multipliedBy(12));
        Plan plan = Plans.within(plan("j-1"), opens, opens.plus(HOUR), opens.plus(HOUR.multipliedBy(2)));
        stage.checks.finds(FindingKind.RUN_IN_WINDOW, "j-1");
        assertThat(start(plan).result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.checks.asked).hasSize(2);
        assertThat(stage.checks.asked.get(0)).isBefore(stage.at(Duration.ofMinutes(1)));
        assertThat(stage.checks.asked.get(1)).isBetween(opens.minus(Policies.PREFLIGHT_AHEAD), opens);
        assertThat(stage.messages.of(MessageKind.PREFLIGHT))
                .as("the second one found the same")
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.jobs()).containsExactly("server of j-1");
                    assertThat(message.command()).isEqualTo("cutover status night");
                    assertThat(message.sentence()).contains(FindingKind.RUN_IN_WINDOW.advice());
                });
    }

    @Test
    void the_last_look_is_at_the_wave_as_operators_have_changed_it() {
        Instant opens = stage.at(HOUR.multipliedBy(12));
        Instant closes = opens.plus(HOUR.multipliedBy(2));
        Plan asked = Plans.approved(plan("j-1"), new Approval(opens.minus(HOUR), false));
        Stage.Running wave = start(Plans.within(asked, opens, opens.plus(HOUR), closes));
        stage.passUntil(() -> stage.checks.asked.size() == 1);
        wave.extend(null, closes.plus(HOUR));
        wave.setSlots(1);
        wave.approve(null);
        wave.result();
        assertThat(stage.checks.plans)
                .extracting(Plan::window)
                .extracting(Window::closes)
                .containsExactly(closes, closes.plus(HOUR));
        assertThat(stage.checks.plans)
                .extracting(Plan::limits)
                .extracting(Limits::maxConcurrent)
                .containsExactly(3, 1);
        assertThat(stage.checks.plans)
                .extracting(Plan::approval)
                .as("what has been given, before its deadline")
                .containsExactly(asked.approval(), null);
    }

    @Test
    void one_that_is_started_right_before_its_window_looks_once() {
        Instant opens = stage.at(Duration.ofMinutes(10));
        Plan plan = Plans.within(plan("j-1"), opens, opens.plus(HOUR), opens.plus(HOUR.multipliedBy(2)));
        start(plan).result();
        assertThat(stage.checks.asked).hasSize(1);
    }

    @Test
    void a_server_that_is_not_the_one_the_plan_means_is_blocked_until_a_person_says_otherwise() {
        Instant opens = stage.at(HOUR);
        Plan plan = Plans.within(plan("j-1", "j-2"), opens, opens.plus(HOUR), opens.plus(HOUR.multipliedBy(2)));
        stage.checks.finds(FindingKind.WRONG_SERVER, "j-1");
        Stage.Running wave = start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 1);
        assertThat(stage.now()).isBefore(opens);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.WRONG_SERVER));
        stage.passUntil(() -> wave.progress().counts().done() == 1);
        assertThat(stage.smc.calls("j-1")).isEmpty();
        wave.retry("j-1");
        assertThat(wave.result().counts().done()).isEqualTo(2);
    }

    @Test
    void a_blocker_that_the_watch_sees_itself_is_left_to_it() {
        stage.checks.finds(FindingKind.JOB_IN_ERROR, "j-1");
        Stage.Running wave = start(plan("j-1"));
        assertThat(wave.result().counts().done()).as("mended meanwhile").isEqualTo(1);
    }

    @Test
    void a_wave_that_ends_meanwhile_asks_for_it_no_more() {
        stage.checks.isSilent(true);
        Stage.Running wave = start(plan("j-1"));
        stage.pass(Duration.ofMinutes(1));
        wave.drain();
        assertThat(wave.result().counts().deferred()).isEqualTo(1);
        assertThat(wave.events()).anyMatch(HistoryEvent::hasActivityTaskCancelRequestedEventAttributes);
    }

    @Test
    void a_wave_of_an_older_version_is_started_without() {
        assertThat(stage.start(WaveStart.of(plan("j-1"))).result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.checks.asked).isEmpty();
    }

    @Test
    void it_is_not_repeated_after_a_continue_as_new() {
        stage.checks.finds(FindingKind.CLOCK_DRIFTS);
        String[] ids = Plans.ids(7);
        Plan plan = plan(ids);
        Stage.Running wave = stage.start(new WaveStart(plan, null, 40, null).withPreflight());
        stage.passUntil(() -> wave.progress().counts().done() == 7);
        assertThat(stage.checks.asked).hasSize(1);
        assertThat(wave.progress().preflight().findings()).hasSize(1);
        assertThat(stage.messages.of(MessageKind.PREFLIGHT)).hasSize(1);
        assertThat(wave.hasContinued()).isTrue();
    }

    @Test
    void a_long_list_of_servers_is_shortened_in_what_the_wave_remembers_and_not_in_what_it_does() {
        String[] ids = Plans.ids(25);
        Plan plan = plan(ids);
        stage.checks.finds(FindingKind.WRONG_SERVER, ids);
        Stage.Running wave = start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 25);
        Finding told = wave.progress().preflight().findings().get(0);
        assertThat(told.about()).hasSize(20);
        assertThat(told.more()).isEqualTo(5);
        wave.drain();
        assertThat(wave.result().counts().deferred()).isEqualTo(25);
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void a_worker_whose_clock_is_off_is_asked_no_more_often() {
        stage.checks.isBehind(Duration.ofMinutes(3));
        Instant opens = stage.at(HOUR.multipliedBy(2));
        Plan plan = Plans.within(plan("j-1"), opens, opens.plus(HOUR), opens.plus(HOUR.multipliedBy(2)));
        start(plan).result();
        assertThat(stage.checks.asked).hasSize(2);
    }

    @Test
    void nothing_is_cut_over_before_smc_has_told_what_the_jobs_are() {
        stage.checks.finds(FindingKind.ACCOUNT_REFUSED);
        stage.smc.trouble(FailureKind.ACCOUNT);
        Stage.Running wave = start(plan("j-1", "j-2"));
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        stage.checks.findsNothing();
        stage.checks.finds(FindingKind.WRONG_SERVER, "j-1");
        stage.smc.trouble(null);
        wave.resume();
        stage.passUntil(() -> wave.progress().counts().done() == 1);
        assertThat(stage.smc.calls("j-1")).isEmpty();
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.WRONG_SERVER));
        assertThat(stage.checks.asked).hasSize(2);
        wave.drain();
        wave.result();
    }

    @Test
    void a_server_that_a_person_has_vouched_for_is_not_refused_again() {
        stage.checks.finds(FindingKind.WRONG_SERVER, "j-1");
        Instant opens = stage.at(HOUR.multipliedBy(6));
        Plan plan = Plans.within(plan("j-1"), opens, opens.plus(HOUR), opens.plus(HOUR.multipliedBy(2)));
        Stage.Running wave = start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 1);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.checks.asked).hasSize(2);
    }

    @Test
    void one_that_gets_no_answer_after_the_account_was_refused_is_not_given_up() {
        stage.checks.finds(FindingKind.ACCOUNT_REFUSED);
        Stage.Running wave = start(plan("j-1"));
        stage.passUntil(() -> wave.progress().preflight() != null);
        stage.checks.isSilent(true);
        stage.pass(HOUR);
        assertThat(wave.progress().preflight().findings())
                .extracting(Finding::kind)
                .as("it was given up, and SMC has still not told")
                .containsExactly(FindingKind.NOT_CARRIED_OUT, FindingKind.ACCOUNT_REFUSED);
        int before = stage.checks.asked.size();
        stage.pass(HOUR);
        assertThat(stage.checks.asked).as("it asks on").hasSizeGreaterThan(before);
        assertThat(stage.smc.calls).isEmpty();
        stage.checks.findsNothing();
        stage.checks.isSilent(false);
        Instant mendedAt = stage.now();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls.get(0).at()).isBetween(mendedAt, mendedAt.plus(Duration.ofMinutes(2)));
    }

    @Test
    void one_that_gets_no_answer_while_its_wave_is_held_for_the_account_begins_when_that_is_mended() {
        stage.checks.finds(FindingKind.MAY_NOT_READ_JOBS);
        stage.smc.trouble(FailureKind.ACCOUNT);
        Stage.Running wave = start(plan("j-1"));
        stage.passUntil(() ->
                wave.progress().standing() == Standing.HELD && wave.progress().preflight() != null);
        stage.checks.isSilent(true);
        int before = stage.checks.asked.size();
        stage.pass(HOUR);
        assertThat(stage.checks.asked).as("nobody asks while it is held").hasSize(before);
        stage.smc.trouble(null);
        wave.resume();
        stage.pass(HOUR);
        assertThat(stage.checks.asked).as("it asks on").hasSizeGreaterThan(before);
        assertThat(stage.smc.calls).isEmpty();
        stage.checks.findsNothing();
        stage.checks.isSilent(false);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }
}

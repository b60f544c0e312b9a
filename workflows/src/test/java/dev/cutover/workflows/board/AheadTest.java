package dev.cutover.workflows.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Action;
import dev.cutover.contract.Approval;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Outlook.Counts;
import dev.cutover.contract.Outlook.JobLeft;
import dev.cutover.contract.Outlook.Moments;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Sighting;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to come of a wave that runs. */
class AheadTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    private static final Outlook TOLD = new Outlook(
            minutes(-10),
            99,
            new Moments(minutes(100), minutes(100)),
            new Moments(minutes(100), minutes(100)),
            new Counts(0, 0),
            "told",
            List.of(),
            List.of(),
            0);

    private static Board board(Plan plan) {
        Board board = new Board(plan, Rows.memory(MIDNIGHT));
        board.jobs()
                .forEach(job -> board.see(
                        List.of(new Observation(job.id(), Sighting.WAITING, null, null, null, null, MIDNIGHT, null))));
        return board;
    }

    private static Job job(Board board, String id) {
        return board.job(new JobId(id)).orElseThrow();
    }

    private static void cutOver(Board board, String id, Instant since) {
        job(board, id).start();
        job(board, id).standing().began(since);
    }

    private static Instant minutes(int minutes) {
        return MIDNIGHT.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void what_is_in_flight_takes_as_long_as_is_left_of_it_and_the_others_follow() {
        Plan plan = Plans.plan("night", 2, Plans.ids(4));
        Board board = board(plan);
        cutOver(board, "j-1", MIDNIGHT.minus(Duration.ofMinutes(10)));
        cutOver(board, "j-2", MIDNIGHT.minus(Duration.ofMinutes(20)));
        Outlook ahead = Ahead.of(plan, board, MIDNIGHT);
        assertThat(ahead.jobs()).isEqualTo(4);
        // The first is through after 15 minutes, and the job that follows it after 25 more; a beat later it is seen.
        assertThat(ahead.through().p50()).isBetween(minutes(40), minutes(42));
        assertThat(ahead.left().p90()).isZero();
    }

    @Test
    void it_goes_by_the_window_and_the_slots_that_an_operator_has_set() {
        Plan plan = Plans.within(Plans.plan("night", 4, Plans.ids(4)), null, minutes(60), minutes(60));
        Board board = board(plan);
        assertThat(Ahead.of(plan, board, MIDNIGHT).left().p50()).isZero();
        board.slots().set(1);
        Outlook slow = Ahead.of(plan, board, MIDNIGHT);
        assertThat(slow.left().p50()).isEqualTo(2);
        assertThat(slow.jobsLeft()).extracting(JobLeft::name).containsExactly("server of j-3", "server of j-4");
        board.hours().extend(minutes(120), minutes(120));
        assertThat(Ahead.of(plan, board, MIDNIGHT).left().p50()).isZero();
    }

    @Test
    void what_is_done_is_not_ahead_and_who_is_blocked_is_not_counted_on() {
        Plan plan = Plans.plan("night", 1, Plans.ids(3));
        Board board = board(plan);
        job(board, "j-1").markDone(false);
        job(board, "j-2").block(FailureKind.JOB_IN_ERROR, null);
        Outlook ahead = Ahead.of(plan, board, MIDNIGHT);
        assertThat(ahead.jobs()).isEqualTo(2);
        assertThat(ahead.jobsLeft()).extracting(JobLeft::name).containsExactly("server of j-2");
        assertThat(ahead.ends().p50()).isBetween(minutes(25), minutes(27));
    }

    private static Plan tonight() {
        return Plans.within(Plans.plan("night", 1, Plans.ids(3)), minutes(60), minutes(180), minutes(240));
    }

    /** One that nothing has been seen of but what a preflight saw ten minutes before. */
    private static Board before(Plan plan, Finding... findings) {
        Board board = new Board(plan, Rows.memory(MIDNIGHT));
        board.take(new PreflightReport(minutes(-10), List.of(findings), TOLD));
        return board;
    }

    private static Finding finding(FindingKind kind, String id) {
        return new Finding(kind, List.of(new About(new JobId(id), id, null)), 0, null);
    }

    private static void act(Board board, String action, Instant at) {
        board.log().note(new Action(at, "ada@ops", action, "", "because"));
    }

    @Test
    void before_its_window_opens_a_wave_says_what_its_preflight_said() {
        Plan plan = tonight();
        Board board = before(plan);
        assertThat(Ahead.of(plan, board, MIDNIGHT)).isSameAs(TOLD);
        act(board, "hold", MIDNIGHT);
        act(board, "extend", minutes(-11));
        assertThat(Ahead.of(plan, board, minutes(59))).isSameAs(TOLD);
        assertThat(Ahead.of(plan, board, minutes(60)).jobs()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extend", "set", "retry"})
    void what_an_operator_has_changed_since_the_preflight_did_not_see(String action) {
        Plan plan = tonight();
        Board board = before(plan);
        act(board, action, minutes(-10));
        assertThat(Ahead.of(plan, board, MIDNIGHT).jobs()).isEqualTo(3);
    }

    @Test
    void nor_who_is_taken_out_or_in_flight_or_vouched_for() {
        Plan plan = tonight();
        Board out = before(plan);
        job(out, "j-1").skip();
        assertThat(Ahead.of(plan, out, MIDNIGHT).jobs()).isEqualTo(2);
        Board under = before(plan);
        cutOver(under, "j-1", MIDNIGHT);
        assertThat(Ahead.of(plan, under, MIDNIGHT).jobs()).isEqualTo(3);
        Board vouched = before(plan, finding(FindingKind.WRONG_SERVER, "j-1"));
        assertThat(Ahead.of(plan, vouched, MIDNIGHT)).isSameAs(TOLD);
        job(vouched, "j-1").retry();
        assertThat(Ahead.of(plan, vouched, MIDNIGHT).left().p50()).isZero();
    }

    @Test
    void whom_its_preflight_found_in_trouble_is_not_counted_on_until_it_has_been_looked_at() {
        Plan plan = tonight();
        Board board = before(plan, finding(FindingKind.JOB_STOPPED, "j-2"), finding(FindingKind.RUN_IN_WINDOW, "j-3"));
        assertThat(Ahead.of(plan, board, minutes(60)).jobsLeft())
                .extracting(JobLeft::name)
                .containsExactly("server of j-2");
        board.see(List.of(
                new Observation(new JobId("j-2"), Sighting.WAITING, null, null, null, null, minutes(61), null)));
        assertThat(Ahead.of(plan, board, minutes(61)).jobsLeft()).isEmpty();
        cutOver(board, "j-2", minutes(61));
        job(board, "j-2").adopt("run");
        assertThat(Ahead.of(plan, board, minutes(62)).jobsLeft())
                .as("in flight, and not looked at")
                .isEmpty();
    }

    @Test
    void an_approval_counts_once_it_is_given_and_not_after_its_deadline() {
        GroupRules rules = new GroupRules(new Approval(minutes(-1), false), null, null, null, null, false);
        Plan plan = Plans.approved(
                Plans.plan("night", 2, Plans.ruled(Plans.group("a", "j-1"), rules), Plans.group("b", "j-2")),
                new Approval(minutes(-1), false));
        Board board = new Board(plan, Rows.memory(MIDNIGHT));
        assertThat(Ahead.of(plan, board, MIDNIGHT).left().p50()).isEqualTo(2);
        board.approve();
        assertThat(Ahead.of(plan, board, MIDNIGHT).left().p50()).isEqualTo(1);
        board.group("a").orElseThrow().approve();
        assertThat(Ahead.of(plan, board, MIDNIGHT).left().p50()).isZero();
    }

    @Test
    void a_wave_of_two_thousand_jobs_is_looked_ahead_at_within_a_query() {
        Plan plan = Plans.plan("night", 20, Plans.ids(Plan.MOST_JOBS));
        Board board = board(plan);
        assertThat(plan.groups().get(0).jobs()).extracting(PlannedJob::id).hasSize(Plan.MOST_JOBS);
        Outlook ahead = Ahead.of(plan, board, MIDNIGHT);
        assertThat(ahead.jobs()).isEqualTo(Plan.MOST_JOBS);
        // A hundred rounds, and the beat on which each end is seen.
        assertThat(ahead.headline()).startsWith("2000 jobs of 25 min at 20 slots need 42 h 30 min");
    }
}

package dev.cutover.workflows.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Outlook.JobLeft;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Sighting;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is to come of a wave that runs. */
class AheadTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

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

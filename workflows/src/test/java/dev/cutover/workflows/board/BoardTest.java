package dev.cutover.workflows.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Action;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Boards;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which job goes next, and what follows of itself. */
class BoardTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    private static Board board(Plan plan) {
        return new Board(plan, Rows.memory(MIDNIGHT));
    }

    private static void see(Board board, Sighting sighting, String... ids) {
        for (String id : ids) {
            board.see(List.of(new Observation(new JobId(id), sighting, null, null, null, null, MIDNIGHT, null)));
        }
    }

    private static List<String> next(Board board) {
        return Turns.of(board, MIDNIGHT).jobs().stream()
                .map(job -> job.id().value())
                .toList();
    }

    private static PlannedJob lasting(String id, int minutes) {
        return new PlannedJob(new JobId(id), id, null, Duration.ofMinutes(minutes), null, null);
    }

    @Test
    void ready_first_then_the_order_of_the_groups_then_the_longest_then_the_order_of_the_plan() {
        PlannedGroup one = new PlannedGroup(
                "one",
                List.of(),
                List.of(lasting("a", 10), lasting("b", 30), lasting("c", 30), lasting("d", 90)),
                null);
        PlannedGroup two = new PlannedGroup("two", List.of(), List.of(lasting("e", 500), Plans.job("f")), null);
        Board board = board(Plans.plan("night", 9, one, two));
        assertThat(next(board)).isEmpty();
        see(board, Sighting.WAITING, "f", "e", "c", "b", "a");
        assertThat(next(board)).containsExactly("b", "c", "a", "e", "f");
    }

    @Test
    void no_more_go_than_slots_are_free() {
        Board board = board(Plans.plan("night", 2, "a", "b", "c"));
        see(board, Sighting.WAITING, "a", "b", "c");
        assertThat(next(board)).containsExactly("a", "b");
        board.job(new JobId("a")).orElseThrow().start();
        assertThat(next(board)).containsExactly("b");
        board.job(new JobId("b")).orElseThrow().start();
        assertThat(next(board)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void only_an_open_wave_lets_jobs_go(Standing standing) {
        Board board = board(Plans.plan("night", 2, "a"));
        see(board, Sighting.WAITING, "a");
        Boards.stand(board, standing);
        assertThat(next(board).isEmpty()).isEqualTo(standing != Standing.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "DONE,         true,  false",
        "SKIPPED,      true,  false",
        "WATCHING,     false, false",
        "CUTTING_OVER, false, false",
        "BLOCKED,      false, false",
        "UNRECOGNISED, false, false",
        "FAILED,       false, true",
        "DEFERRED,     false, true",
        "UNFINISHED,   false, true",
    })
    void what_a_job_means_to_the_groups_behind_its_own(JobState state, boolean open, boolean hopeless) {
        JobRow before = Rows.row(state, null, Phase.CALL, false, null);
        Plan plan = Plans.plan("night", 2, Plans.group("db", "a"), Plans.after(Plans.group("app", "b"), "db"));
        Board board = new Board(plan, Rows.memory(MIDNIGHT, before));
        see(board, Sighting.WAITING, "b");
        assertThat(next(board).contains("b")).isEqualTo(open);
        new Leaving(plan, board).settle(MIDNIGHT);
        assertThat(board.job(new JobId("b")).orElseThrow().state())
                .isEqualTo(hopeless ? JobState.DEFERRED : JobState.WATCHING);
    }

    @Test
    void two_thousand_groups_in_a_row_in_the_worst_order_are_looked_through_at_once() {
        List<PlannedGroup> groups = new ArrayList<>();
        for (int number = Plan.MOST_JOBS - 1; number >= 0; number--) {
            groups.add(new PlannedGroup(
                    "g" + number,
                    number == 0 ? List.of() : List.of("g" + (number - 1)),
                    List.of(Plans.job("j-" + number)),
                    null));
        }
        Plan plan = Plans.plan("night", 20, groups.toArray(PlannedGroup[]::new));
        Board board = board(plan);
        see(board, Sighting.IN_ERROR, "j-0");
        assertThat(board.isSettled(MIDNIGHT)).isTrue();
        see(board, Sighting.EXPIRED, "j-1");
        new Leaving(plan, board).settle(MIDNIGHT);
        assertThat(board.in(JobState.DEFERRED)).hasSize(Plan.MOST_JOBS - 2);
    }

    @Test
    void groups_that_share_many_ways_back_are_looked_through_at_once() {
        List<PlannedGroup> groups = new ArrayList<>();
        groups.add(Plans.group("g0a", "j-0a"));
        groups.add(Plans.group("g0b", "j-0b"));
        for (int number = 1; number < 60; number++) {
            String[] before = {"g" + (number - 1) + "a", "g" + (number - 1) + "b"};
            groups.add(Plans.after(Plans.group("g" + number + "a", "j-" + number + "a"), before));
            groups.add(Plans.after(Plans.group("g" + number + "b", "j-" + number + "b"), before));
        }
        Board board = board(Plans.plan("night", 20, groups.toArray(PlannedGroup[]::new)));
        assertThat(board.isSettled(MIDNIGHT)).isFalse();
        see(board, Sighting.IN_ERROR, "j-0a", "j-0b");
        assertThat(board.isSettled(MIDNIGHT)).isTrue();
    }

    @Test
    void a_touched_job_whose_call_shows_after_all_goes_back_to_be_followed() {
        for (Sighting sighting : List.of(Sighting.FINISHED, Sighting.ONE_OFF)) {
            JobRow touched = Rows.row(JobState.WATCHING, "run", Phase.CALL, true, MIDNIGHT);
            Board board = new Board(Plans.plan("night", 1, "a"), Rows.memory(MIDNIGHT, touched));
            see(board, sighting, "a");
            assertThat(next(board)).containsExactly("a");
            assertThat(board.job(new JobId("a")).orElseThrow().trail().phase()).isEqualTo(Phase.AWAIT);
        }
    }

    @Test
    void a_job_whose_every_call_was_refused_and_that_is_finished_was_finished_by_somebody_else() {
        JobRow refused = Rows.row(JobState.WATCHING, "run", Phase.CALL, true, null);
        Board board = new Board(Plans.plan("night", 1, "a"), Rows.memory(MIDNIGHT, refused));
        see(board, Sighting.FINISHED, "a");
        assertThat(board.job(new JobId("a")).orElseThrow().state()).isEqualTo(JobState.DONE);
    }

    @Test
    void what_is_remembered_of_another_wave_touches_nothing_and_takes_nothing_away() {
        JobRow called = Rows.row(JobState.WATCHING, "run", Phase.CALL, true, MIDNIGHT);
        Board board = new Board(Plans.plan("night", 1, "a"), Rows.memory(MIDNIGHT, called));
        Job job = board.job(new JobId("a")).orElseThrow();
        job.trail().remember(MIDNIGHT.plusSeconds(60), null, null, false);
        assertThat(job.trail().run()).isEqualTo("run");
        assertThat(job.trail().lastCallAt()).isEqualTo(MIDNIGHT);
        assertThat(job.trail().notBefore()).isEqualTo(MIDNIGHT.plusSeconds(60));
        job.trail().remember(MIDNIGHT.plusSeconds(30), MIDNIGHT.minusSeconds(9), null, false);
        assertThat(job.trail().lastCallAt()).isEqualTo(MIDNIGHT);
        assertThat(job.trail().notBefore()).isEqualTo(MIDNIGHT.plusSeconds(60));

        Job fresh = board(Plans.plan("night", 1, "b")).job(new JobId("b")).orElseThrow();
        fresh.trail().remember(MIDNIGHT, MIDNIGHT, null, false);
        assertThat(fresh.trail().isTouched()).isFalse();
        assertThat(fresh.trail().mayHaveBeenCalled()).isTrue();
    }

    @Test
    void a_job_that_waits_for_a_slot_behind_its_call_is_not_judged_by_the_watch() {
        JobRow called = Rows.row(JobState.WATCHING, "run", Phase.AWAIT, true, null);
        Board board = new Board(Plans.plan("night", 1, "a"), Rows.memory(MIDNIGHT, called));
        see(board, Sighting.IN_ERROR, "a");
        assertThat(board.job(new JobId("a")).orElseThrow().state()).isEqualTo(JobState.WATCHING);
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 200", "3, 50", "4, 0", "0, 200", "-7, 200", "2147483647, 0"})
    void jobs_come_two_hundred_a_page(int page, int rows) {
        Board board = board(Plans.plan("night", 1, Plans.ids(450)));
        JobPage answer = board.page(page);
        assertThat(answer.jobs()).hasSize(rows);
        assertThat(answer.pages()).isEqualTo(3);
    }

    @Test
    void the_newest_actions_and_updates_are_kept_and_older_ones_counted() {
        Board board = board(Plans.plan("night", 1, "a"));
        IntStream.rangeClosed(1, 130)
                .forEach(number -> board.log().note(new Action(MIDNIGHT, "ada", "hold", "all jobs", "r" + number)));
        IntStream.rangeClosed(1, 60).forEach(number -> board.log().rememberUpdate("u" + number));
        WaveMemory memory = board.memory(Marks.fresh());
        assertThat(memory.actions()).hasSize(WaveMemory.KEPT_ACTIONS);
        assertThat(memory.actions().get(99).reason()).isEqualTo("r130");
        assertThat(memory.actionsLeftOut()).isEqualTo(30);
        assertThat(memory.updateIds()).hasSize(WaveMemory.KEPT_UPDATE_IDS).endsWith("u60");
    }

    @Test
    void a_drained_wave_lets_go_of_what_is_not_in_flight_and_keeps_what_is_known_of_it() {
        Plan plan = Plans.plan("night", 4, "a", "b", "c");
        Board board = board(plan);
        see(board, Sighting.IN_ERROR, "b");
        board.job(new JobId("c")).orElseThrow().start();
        board.drain();
        new Leaving(plan, board).settle(MIDNIGHT);
        assertThat(board.jobs())
                .extracting(Job::state)
                .containsExactly(JobState.DEFERRED, JobState.DEFERRED, JobState.CUTTING_OVER);
        assertThat(board.page(1).jobs().get(0).reason()).isEqualTo(Reason.DRAINED);
        assertThat(board.page(1).jobs().get(1).reason().word()).isEqualTo("jobInError");
        assertThat(board.isOver()).isFalse();
    }

    @Test
    void a_unit_waits_for_the_slots_it_needs_to_fit_and_is_not_left_for_want_of_them() {
        Instant closes = MIDNIGHT.plus(Duration.ofMinutes(90));
        PlannedGroup unit = Plans.ruled(
                new PlannedGroup("app", List.of(), List.of(lasting("a", 50), lasting("b", 50)), null),
                Plans.unit("app").rules());
        Plan plan = Plans.within(Plans.plan("night", 2, unit), null, closes, closes);
        Board board = board(plan);
        see(board, Sighting.WAITING, "a", "b");
        assertThat(Turns.of(board, MIDNIGHT).units()).hasSize(1);
        board.exceedQuota(MIDNIGHT);
        Instant later = MIDNIGHT.plus(Policies.QUOTA_REST);
        assertThat(board.slots().now()).isEqualTo(1);
        assertThat(Turns.of(board, later).units()).isEmpty();
        new Leaving(plan, board).settle(later);
        assertThat(board.in(JobState.WATCHING)).hasSize(2);
    }

    @Test
    void the_next_moment_says_what_it_is() {
        Instant opens = MIDNIGHT.plusSeconds(60);
        Plan plan = Plans.within(Plans.plan("night", 2, "a"), opens, opens.plusSeconds(600), opens.plusSeconds(900));
        Board board = board(plan);
        Moment own = new Moment(MIDNIGHT.plusSeconds(30), "sign of life");
        assertThat(Moments.next(plan, board, Stream.of(), MIDNIGHT)).isEqualTo(new Moment(opens, "the window opens"));
        assertThat(Moments.next(plan, board, Stream.of(own, new Moment(null, "never")), MIDNIGHT))
                .isEqualTo(own);
        assertThat(Moments.next(plan, board, Stream.of(), MIDNIGHT.plusSeconds(900))
                        .what())
                .isEqualTo("the window closes");
        assertThat(Moments.next(plan, board, Stream.of(), MIDNIGHT.plusSeconds(960)))
                .isNull();
    }

    @Test
    void a_unit_that_is_bound_is_looked_at_again_when_a_call_of_it_can_no_longer_take_effect() {
        Plan plan = Plans.plan("night", 1, Plans.unit("app", "a"));
        Board board = board(plan);
        Instant quiet = MIDNIGHT.plusSeconds(60);
        board.job(new JobId("a")).orElseThrow().trail().remember(quiet, null, "run", false);
        assertThat(Moments.next(plan, board, Stream.of(), MIDNIGHT)).isNull();
        board.group("app").orElseThrow().takeUp(MIDNIGHT, true, true);
        assertThat(Moments.next(plan, board, Stream.of(), MIDNIGHT).at()).isEqualTo(quiet);
    }
}

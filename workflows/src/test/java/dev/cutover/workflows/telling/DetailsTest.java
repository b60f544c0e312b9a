package dev.cutover.workflows.telling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Approval;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Group;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Web UI shows of a wave: in one glance how it stands, and what needs a person. */
class DetailsTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    private static Board board(Standing standing, String... ids) {
        Plan plan = Plans.plan("night", 9, ids);
        return new Board(plan, Rows.memory(MIDNIGHT, standing));
    }

    private static void see(Board board, String id, Sighting sighting) {
        board.see(List.of(new Observation(new JobId(id), sighting, null, "Code", null, null, MIDNIGHT, null)));
    }

    private static List<String> details(Board board) {
        return Details.of(board.progress(MIDNIGHT), board.lines())
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void how_it_stands_comes_first_and_what_is_none_is_left_out() {
        Board board = board(Standing.OPEN, "j-1", "j-2", "j-3");
        see(board, "j-1", Sighting.FINISHED);
        assertThat(details(board)).containsExactly("**running**: 1 of 3 done, 2 watching");
        see(board, "j-2", Sighting.FINISHED);
        see(board, "j-3", Sighting.FINISHED);
        assertThat(details(board)).containsExactly("**done**: 3 of 3 done");
    }

    @Test
    void a_held_wave_and_one_that_waits_for_a_person_say_so() {
        assertThat(details(board(Standing.HELD, "j-1")).get(0)).startsWith("**held**");
        Board blocked = board(Standing.OPEN, "j-1");
        see(blocked, "j-1", Sighting.STOPPED);
        assertThat(details(blocked).get(0)).startsWith("**waits for a person**").endsWith("1 blocked");
    }

    @Test
    void what_needs_a_person_has_a_line_with_what_to_do() {
        Board board = board(Standing.OPEN, "j-1", "j-2", "j-3", "j-4");
        see(board, "j-1", Sighting.IN_ERROR);
        see(board, "j-2", Sighting.EXPIRED);
        board.job(new JobId("j-3")).orElseThrow().start();
        board.job(new JobId("j-3")).orElseThrow().standing().becomeOverdue();
        assertThat(details(board))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("- blocked `server of j-1` (j-1)")
                        && line.contains(FailureKind.JOB_IN_ERROR.advice())
                        && line.endsWith("(Code)"))
                .anyMatch(line -> line.startsWith("- failed `server of j-2`"))
                .anyMatch(line -> line.equals("- overdue `server of j-3` (j-3)"));
    }

    @Test
    void a_long_list_is_cut_and_says_how_many_more_there_are() {
        String[] ids = Plans.ids(50);
        Board board = board(Standing.OPEN, ids);
        for (String id : ids) {
            see(board, id, Sighting.STOPPED);
        }
        assertThat(details(board))
                .hasSize(22)
                .last()
                .asString()
                .contains("30 more")
                .contains("cutover status night");
    }

    @Test
    void a_hold_an_approval_and_a_group_that_stands_still_have_their_lines() {
        Plan plan = Plans.approved(
                Plans.plan("night", 1, Plans.unit("app", "j-1"), Plans.group("web", "j-2")), new Approval(null, false));
        Board board = new Board(plan, Rows.memory(MIDNIGHT));
        board.holdBecause(new Hold(HoldReason.CANARY, "db-01", MIDNIGHT, false));
        Group app = board.group("app").orElseThrow();
        app.begin(MIDNIGHT, true);
        app.waitFor(new WaitingStep(HookStep.BEFORE, "Stop the batch jobs.", true, MIDNIGHT));
        assertThat(details(board))
                .contains(
                        "held: " + HoldReason.CANARY.advice() + " (db-01)",
                        "waits for its approval: `cutover approve night`",
                        "- group `app`: stands still since 2026-11-28 00:00 UTC; waits for a person: Stop the batch jobs.")
                .noneMatch(line -> line.contains("web"));
    }
}

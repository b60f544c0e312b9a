package dev.cutover.starter.command;

import dev.cutover.contract.Plan;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;

/** A plan whose window has passed: no wave can be started of it, but for one that takes up what a wave that was ended by force left in flight. */
final class TooLate {

    private TooLate() {}

    /** @param nothing what has not come about, as in {@code nothing was started} */
    static void refuse(CheckedPlan checked, String nothing, Terminal terminal) throws CommandFailed {
        if (!checked.tooLate().isEmpty() && !isTakenUp(checked.plan(), terminal)) {
            throw new CommandFailed(
                    ExitCode.PLAN_REFUSED, "It is too late for this plan; " + nothing + ".", checked.tooLate());
        }
    }

    private static boolean isTakenUp(Plan plan, Terminal terminal) {
        try (Waves waves = Waves.connect(terminal)) {
            return waves.named(plan.wave()).wasEndedByForce();
        } catch (CommandFailed unknown) {
            return false;
        }
    }
}

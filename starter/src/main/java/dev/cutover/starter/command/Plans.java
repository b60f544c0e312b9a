package dev.cutover.starter.command;

import dev.cutover.contract.Plan;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.plan.PlanFile;
import dev.cutover.starter.plan.PlanRefused;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The plan that a command is given. */
final class Plans {

    @Parameters(paramLabel = "PLAN", description = "the plan: a YAML file, or a CSV file of jobs")
    private Path file;

    @Option(names = "--wave", paramLabel = "NAME", description = "the wave's name; default: as the plan says")
    private String wave;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "which account's workers; default: as the plan says, else those without a name")
    private String account;

    /** As it was typed, for messages. */
    String file() {
        return file.toString();
    }

    /** Fails with every problem that the file has. */
    CheckedPlan check(InstantSource clock) throws CommandFailed {
        return check(file, wave, account, clock);
    }

    /**
     * The same of a plan that is given in another way.
     *
     * @param wave {@code null}: as the plan says
     * @param account the same
     */
    static CheckedPlan check(Path file, String wave, String account, InstantSource clock) throws CommandFailed {
        try {
            CheckedPlan checked = PlanFile.check(file, wave, clock.instant());
            return new CheckedPlan(forAccount(checked.plan(), account), checked.warnings(), checked.tooLate());
        } catch (PlanRefused refused) {
            int count = refused.problems().size();
            throw new CommandFailed(
                    ExitCode.PLAN_REFUSED,
                    "The plan is refused: " + (count == 1 ? "1 problem" : count + " problems")
                            + "; nothing was started.",
                    refused.problems());
        }
    }

    private static Plan forAccount(Plan plan, String account) throws CommandFailed {
        if (account == null || account.equals(plan.account())) {
            return plan;
        }
        if (plan.account() != null) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "The plan is for account " + plan.account() + ", and --account says " + account + ".");
        }
        if (!account.matches(Plan.ACCOUNT)) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--account is '" + account + "': give letters, digits, '.', '_' and '-', at most 63 of them.");
        }
        return plan.as(plan.wave(), account);
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.Account.LeftOut;
import dev.cutover.contract.Account.ResolvedPlan;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Words;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.plan.Problem;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a plan selects: asked of the account's worker, shown, and from then on fixed. */
final class SelectedJobs {

    private static final int MOST_SHOWN = 20;

    private SelectedJobs() {}

    /**
     * The plan with the jobs that its groups select; one that lists them all stays as it is, and nobody is asked.
     *
     * @param file of the plan, for messages
     * @throws CommandFailed with everything for which the selection is refused
     */
    static CheckedPlan of(CheckedPlan checked, String file, Waves waves, Terminal terminal) throws CommandFailed {
        Plan plan = checked.plan();
        if (!plan.selects()) {
            return checked;
        }
        Optional<Plan> before = waves.leftBehind(plan);
        if (before.isPresent()) {
            terminal.err()
                    .println("wave " + plan.wave() + " was ended by force: what it had selected is taken up again");
            show(before.get(), List.of(), terminal);
            return new CheckedPlan(before.get(), checked.warnings(), checked.tooLate());
        }
        ResolvedPlan resolved =
                waves.resolve(plan, words -> terminal.err().println("looking for what the plan selects: " + words));
        if (!resolved.obstacles().isEmpty()) {
            throw new CommandFailed(
                    ExitCode.PLAN_REFUSED,
                    "What the plan selects is refused; nothing was started.",
                    resolved.obstacles().stream()
                            .map(refusal -> new Problem(file, null, null, refusal, null))
                            .toList());
        }
        show(resolved.plan(), resolved.leftOut(), terminal);
        return new CheckedPlan(resolved.plan(), checked.warnings(), checked.tooLate());
    }

    private static void show(Plan plan, List<LeftOut> leftOut, Terminal terminal) {
        for (PlannedGroup group : plan.groups()) {
            if (group.select() != null) {
                terminal.err()
                        .println("group " + group.name() + " selects "
                                + group.select().query().words() + ":");
                terminal.err().println("  " + names(plan, group));
            }
        }
        byReason(leftOut)
                .forEach((reason, jobs) -> terminal.err()
                        .println("left out, because each " + reason + ": "
                                + JobFilters.named(
                                        jobs, MOST_SHOWN, JobFilters.command(plan.account(), JobQuery.everything()))));
    }

    private static String names(Plan plan, PlannedGroup group) {
        return JobFilters.named(
                group.jobs().stream().map(PlannedJob::name).toList(),
                MOST_SHOWN,
                JobFilters.command(plan.account(), group.select().query()));
    }

    private static Map<String, List<String>> byReason(List<LeftOut> leftOut) {
        return leftOut.stream()
                .collect(Collectors.groupingBy(
                        LeftOut::why,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                left -> Words.visible(left.job().spokenName()) + " ("
                                        + left.job().id() + ")",
                                Collectors.toList())));
    }
}

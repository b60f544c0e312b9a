package dev.cutover.starter.command;

import dev.cutover.contract.Plan;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.schedule.Preview;
import dev.cutover.starter.schedule.Schedules;
import dev.cutover.starter.schedule.Terms;
import dev.cutover.starter.schedule.Timing;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a schedule; what is not typed stays. A night that goes on is not changed any more. */
@Command(
        name = "update",
        description = "Changes a schedule; what is left out stays as it is.",
        mixinStandardHelpOptions = true)
final class ScheduleUpdate implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ScheduleCommand.Name name;

    @Option(names = "--plan", paramLabel = "FILE", description = "another plan; default: the one that it has")
    private Path plan;

    @ArgGroup(multiplicity = "0..1")
    private ScheduleTerms.When when;

    @Mixin
    private ScheduleTerms terms;

    @Option(names = "--catch-up", paramLabel = "D", description = "how late a start may be after an outage")
    private String catchUp;

    @Option(
            names = "--pause-on-failure",
            negatable = true,
            description = "pause after a wave that ended badly, or not any more")
    private Boolean pauseOnFailure;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    ScheduleUpdate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        String which = name.value();
        CheckedPlan typed = plan == null ? null : terms.plan(plan, which, terminal);
        if (typed == null && terms.hasAccount()) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "--account goes with --plan: give both. Nothing was done.");
        }
        if (!yes) {
            terminal.requireSomebody();
        }
        try (Schedules schedules = Schedules.connect(terminal)) {
            Terms old = schedules.view(which).terms();
            Plan newPlan = typed == null ? old.plan() : kept(typed.plan(), old.plan());
            Terms updated = new Terms(
                    newPlan,
                    timing(old.timing()),
                    catchUp == null ? old.catchUp() : ScheduleTerms.catchUp(catchUp),
                    pauseOnFailure == null ? old.pauseOnFailure() : pauseOnFailure);
            Preview preview = schedules.preview(updated);
            if (typed != null) {
                typed.warnings().forEach(warning -> terminal.err().println(PlanSummary.spelt(warning)));
            }
            ScheduleCreate.tell(terminal, preview, schedules);
            if (!Objects.equals(old.plan().account(), newPlan.account())) {
                terminal.err()
                        .println("Its account changes: it was " + ScheduleText.account(old.plan()) + ", and will be "
                                + ScheduleText.account(newPlan) + ".");
            }
            if (!yes && !terminal.agrees("Nothing undoes a cutover. Change it to this?")) {
                throw new CommandFailed(ExitCode.WRONG_USAGE, "Nothing was done.");
            }
            schedules.update(preview);
            terminal.out().println("updated " + which);
            return ExitCode.DONE.number();
        }
    }

    /** A plan that names no account is for the one that the schedule has. */
    private static Plan kept(Plan typed, Plan old) {
        return typed.account() == null ? typed.as(typed.wave(), old.account()) : typed;
    }

    private Timing timing(Timing old) throws CommandFailed {
        if (when != null) {
            return terms.timing(when, old.zone().getId(), terminal.clock().instant());
        }
        if (old.cron() == null && old.at() == null) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "When this schedule starts was not typed here: give --cron or --at. Nothing was done.");
        }
        return terms.moved(old);
    }
}

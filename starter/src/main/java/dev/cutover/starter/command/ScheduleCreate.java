package dev.cutover.starter.command;

import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.schedule.Preview;
import dev.cutover.starter.schedule.Schedules;
import dev.cutover.starter.schedule.Terms;
import dev.cutover.starter.schedule.Timing;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a schedule of a plan, which from then on travels in it. Makes none when the plan is refused or dated, or nobody agrees. */
@Command(
        name = "create",
        description = "Shows what a schedule would do and when, asks, and leaves it to Temporal.",
        mixinStandardHelpOptions = true)
final class ScheduleCreate implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ScheduleCommand.Name name;

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "FILE",
            description = "the plan, with times without a date; it travels in the schedule")
    private Path plan;

    @ArgGroup(multiplicity = "1")
    private ScheduleTerms.When when;

    @Mixin
    private ScheduleTerms terms;

    @Option(
            names = "--catch-up",
            paramLabel = "D",
            description = "how late a start may be after an outage; default: ${DEFAULT-VALUE}")
    private String catchUp = "10m";

    @Option(names = "--pause-on-failure", description = "pause after a wave that ended badly")
    private boolean pauseOnFailure;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    ScheduleCreate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        String which = name.value();
        Duration patience = ScheduleTerms.catchUp(catchUp);
        CheckedPlan checked = terms.plan(plan, which, terminal);
        Timing timing = terms.timing(
                when, checked.plan().night().timeZone(), terminal.clock().instant());
        if (!yes) {
            terminal.requireSomebody();
        }
        try (Schedules schedules = Schedules.connect(terminal)) {
            if (schedules.exists(which)) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "There is a schedule named " + which + " already: see `cutover schedule show " + which
                                + "`, and change it with `cutover schedule update`. Nothing was done.");
            }
            Preview preview = schedules.preview(new Terms(checked.plan(), timing, patience, pauseOnFailure));
            checked.warnings().forEach(warning -> terminal.err().println(PlanSummary.spelt(warning)));
            tell(terminal, preview, schedules);
            if (!yes && !terminal.agrees("Nothing undoes a cutover. Create it?")) {
                throw new CommandFailed(ExitCode.WRONG_USAGE, "Nothing was done.");
            }
            schedules.create(preview, "created by " + Actor.user());
            terminal.out().println("created " + which);
            terminal.out().println("  to see it:    cutover schedule show " + which);
            terminal.out().println("  to stop it:   cutover schedule pause " + which + " --reason ...");
            return ExitCode.DONE.number();
        }
    }

    /** In words, with its next starts and what they lack. Fails when there are none. */
    static void tell(Terminal terminal, Preview preview, Schedules schedules) throws CommandFailed {
        if (preview.runs().isEmpty() && preview.terms().timing().cron() == null) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE, "Its time has passed: give --at or --cron, too. Nothing was done.");
        }
        if (preview.runs().isEmpty()) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--cron is '" + preview.terms().timing().cron()
                            + "', and never comes: each of its fields must fit, the day of the month and that of the week"
                            + " both. Nothing was done.");
        }
        ScheduleText.of(preview.terms()).forEach(terminal.err()::println);
        ScheduleText.of(preview.runs(), preview.terms()).forEach(terminal.err()::println);
        schedules.lacking(preview.terms().plan()).forEach(terminal.err()::println);
        terminal.err().println("on " + schedules.server());
    }
}

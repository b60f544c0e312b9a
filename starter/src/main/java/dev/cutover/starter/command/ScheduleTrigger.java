package dev.cutover.starter.command;

import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.schedule.Run;
import dev.cutover.starter.schedule.ScheduleView;
import dev.cutover.starter.schedule.Schedules;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the wave of the night that is meant now: the one that goes on, else the next. Starts none that there has been already. */
@Command(
        name = "trigger",
        description = "Starts the wave of this night, or of the next, without waiting for the schedule's time.",
        mixinStandardHelpOptions = true)
final class ScheduleTrigger implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ScheduleCommand.Name name;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    ScheduleTrigger(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        String which = name.value();
        if (!yes) {
            terminal.requireSomebody();
        }
        try (Schedules schedules = Schedules.connect(terminal)) {
            ScheduleView view = schedules.view(which);
            Run run = Run.of(view.terms().plan(), terminal.clock().instant(), List.of());
            refuse(view, run, schedules);
            schedules.requireWorker(view.terms().plan().account());
            ZoneTime times = ZoneTime.of(run.window().timeZone());
            terminal.err()
                    .println("wave " + run.wave() + ": "
                            + times.both(run.window().opens()) + " to "
                            + times.both(run.window().closes()));
            run.told().forEach(told -> terminal.err().println("  " + told));
            terminal.err().println("on " + schedules.server());
            if (!yes && !terminal.agrees("Nothing undoes a cutover. Start it?")) {
                throw new CommandFailed(ExitCode.WRONG_USAGE, "Nothing was done.");
            }
            schedules.trigger(which);
            terminal.out().println("triggered " + run.wave());
            terminal.out().println("  to watch it:  cutover status " + run.wave() + " --watch");
            return ExitCode.DONE.number();
        }
    }

    /** Temporal would leave it out without a word. */
    private static void refuse(ScheduleView view, Run run, Schedules schedules) throws CommandFailed {
        if (!view.running().isEmpty()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "A night of " + view.name() + " goes on (" + view.running().get(0)
                            + "), and there is one at a time. Nothing was done.");
        }
        if (schedules.hasWave(run.wave())) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "That night has had its wave: see `cutover status " + run.wave()
                            + "`. What it left: `cutover carry-over " + run.wave() + "`. Nothing was done.");
        }
    }
}

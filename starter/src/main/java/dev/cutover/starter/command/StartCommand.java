package dev.cutover.starter.command;

import dev.cutover.contract.Plan;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.view.Frame;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a wave. Starts nothing when the plan is refused or its window has passed, nobody agrees, a wave of that name runs, or no worker waits. */
@Command(
        name = "start",
        description = "Starts a wave: shows what it would do, asks, and leaves it to the workers.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Plans plans;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Option(names = "--watch", description = "follow it, and end with its outcome")
    private boolean watch;

    @Option(names = "--until-settled", description = "follow it until nothing goes on without a person")
    private boolean untilSettled;

    @Mixin
    private Output output;

    public StartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        CheckedPlan checked = plans.check(terminal.clock());
        refuseNightly(checked.plan());
        TooLate.refuse(checked, "nothing was started", terminal);
        if (!yes) {
            terminal.requireSomebody();
        }
        try (Waves waves = Waves.connect(terminal)) {
            CheckedPlan chosen = SelectedJobs.of(checked, plans.file(), waves, terminal);
            if (!agreed(chosen, waves)) {
                throw new CommandFailed(ExitCode.WRONG_USAGE, "Nothing was started.");
            }
            Wave wave = waves.start(chosen.plan());
            if (watch || untilSettled) {
                terminal.err().println("started " + chosen.plan().wave());
                return followed(wave);
            }
            tellStarted(chosen);
            return ExitCode.DONE.number();
        }
    }

    /** Of which night is not said in it. */
    private static void refuseNightly(Plan plan) throws CommandFailed {
        if (plan.night() != null) {
            throw new CommandFailed(
                    ExitCode.PLAN_REFUSED,
                    "The window of this plan has no dates: it is for a schedule, and nothing was started. To start it now,"
                            + " write dates at all its times, as in opens: 2026-11-28T"
                            + plan.night().opens()
                            + ". To start it night by night: `cutover schedule create NAME --plan FILE --cron ...`.");
        }
    }

    private boolean agreed(CheckedPlan checked, Waves waves) throws CommandFailed {
        checked.warnings().forEach(warning -> terminal.err().println(PlanSummary.spelt(warning)));
        PlanSummary.of(checked).lines(checked.plan()).forEach(terminal.err()::println);
        terminal.err().println("on " + waves.server());
        waves.notSearchable().ifPresent(terminal.err()::println);
        return yes || terminal.agrees("Nothing undoes a cutover. Start it?");
    }

    private int followed(Wave wave) throws CommandFailed {
        Frame last = Detachable.follow(terminal, wave, output.isJson(), untilSettled);
        if (output.isJson()) {
            terminal.out().println(Json.document(new WaveDocument(last.progress(), null)));
        }
        return ExitCode.of(last.progress()).number();
    }

    private void tellStarted(CheckedPlan checked) {
        if (output.isJson()) {
            terminal.out().println(Json.document(PlanSummary.of(checked)));
            return;
        }
        Plan plan = checked.plan();
        terminal.out().println("started " + plan.wave());
        terminal.out().println("  to watch it:  cutover status " + plan.wave() + " --watch");
        terminal.out().println("  to stop it:   cutover hold " + plan.wave() + " --reason ...");
    }
}

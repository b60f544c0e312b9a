package dev.cutover.starter.command;

import dev.cutover.starter.plan.CarryOver;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.WaveView;
import dev.cutover.starter.wave.Waves;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the plan of what a wave left over. Fails while the wave runs: what it will leave is not known before it ends. */
@Command(
        name = "carry-over",
        description = "Prints a plan of the jobs that a wave deferred or skipped.",
        mixinStandardHelpOptions = true)
public final class CarryOverCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private WaveArgument argument;

    public CarryOverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            WaveView view = wave.look();
            if (!view.isOver()) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "Wave " + wave.name()
                                + " runs, and what it leaves over is known when it has ended: `cutover status "
                                + wave.name() + "` shows how it stands.");
            }
            tell(wave.name(), new CarryOver(view.plan(), view.jobs()));
            return ExitCode.DONE.number();
        }
    }

    private void tell(String wave, CarryOver carryOver) {
        if (carryOver.size() > 0) {
            terminal.out().print(carryOver.yaml());
            terminal.out().flush();
            return;
        }
        int open = carryOver.openQuestions().size();
        terminal.err()
                .println("Wave " + wave + " left nothing over"
                        + (open == 0
                                ? "."
                                : ", and " + (open == 1 ? "1 job needs" : open + " jobs need")
                                        + " a person: `cutover report " + wave + "`."));
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.SetAction;
import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a limit of a wave, and says what it was. */
@Command(name = "set", description = "Changes a limit of a wave.", mixinStandardHelpOptions = true)
public final class SetCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private WaveArgument argument;

    @Option(
            names = "--max-concurrent",
            required = true,
            paramLabel = "N",
            description = "how many jobs are in cutover at one time; 1 to " + SetAction.MOST_CONCURRENT)
    private int maxConcurrent;

    @Mixin
    private Actor actor;

    @Mixin
    private Output output;

    public SetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One JSON document. */
    record Document(String wave, String action, int maxConcurrent, int before) {}

    @Override
    public Integer call() throws CommandFailed {
        if (maxConcurrent < 1 || maxConcurrent > SetAction.MOST_CONCURRENT) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--max-concurrent is " + maxConcurrent + ": give 1 to " + SetAction.MOST_CONCURRENT
                            + ". Nothing was done.");
        }
        actor.check();
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            WaveProgress before = wave.look().progress();
            wave.act(Wave.set(new SetAction(actor.name(), actor.reason(), maxConcurrent)));
            terminal.out()
                    .println(
                            output.isJson()
                                    ? Json.document(
                                            new Document(wave.name(), "set", maxConcurrent, before.maxConcurrent()))
                                    : wave.name() + ": at most " + maxConcurrent + " at a time, before "
                                            + before.maxConcurrent());
            return ExitCode.DONE.number();
        }
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.WaveAction;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is done to a whole wave. Is refused with a sentence when it makes no sense now. */
public abstract class StandingCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final String action;
    private final String done;
    private final Function<WaveAction, Wave.Deed> deed;

    @Mixin
    private WaveArgument argument;

    @Mixin
    private Actor actor;

    @Mixin
    private Output output;

    private StandingCommand(Terminal terminal, String action, String done, Function<WaveAction, Wave.Deed> deed) {
        this.terminal = terminal;
        this.action = action;
        this.done = done;
        this.deed = deed;
    }

    @Override
    public Integer call() throws CommandFailed {
        actor.check();
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            ActionAccepted accepted = wave.act(deed.apply(new WaveAction(actor.name(), actor.reason())));
            Accepted told = Accepted.of(wave, action, accepted);
            if (output.isJson()) {
                terminal.out().println(Json.document(told));
            } else {
                terminal.out().println(wave.name() + " " + done);
                told.tell(terminal);
            }
            return ExitCode.DONE.number();
        }
    }

    /** No new cutovers until {@code resume}. */
    @Command(
            name = "hold",
            description = "Starts no new cutovers until `resume`; those in flight go on.",
            mixinStandardHelpOptions = true)
    public static final class Hold extends StandingCommand {
        public Hold(Terminal terminal) {
            super(terminal, "hold", "is held: it starts no new cutovers until `resume`", Wave::hold);
        }
    }

    /** Goes on after a hold. */
    @Command(name = "resume", description = "Goes on after `hold`.", mixinStandardHelpOptions = true)
    public static final class Resume extends StandingCommand {
        public Resume(Terminal terminal) {
            super(
                    terminal,
                    "resume",
                    "goes on; if it was held for its account, once a harmless call succeeds",
                    Wave::resume);
        }
    }

    /** No new cutovers for good. */
    @Command(
            name = "drain",
            aliases = "stop",
            description = "Starts no new cutovers for good; the wave ends when those in flight are through.",
            mixinStandardHelpOptions = true)
    public static final class Drain extends StandingCommand {
        public Drain(Terminal terminal) {
            super(terminal, "drain", "is drained: it ends when those in flight are through", Wave::drain);
        }
    }
}

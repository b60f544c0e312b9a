package dev.cutover.starter.command;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.HoldReason;
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
    private final Function<WaveAction, Wave.Deed> deed;

    @Mixin
    private WaveArgument argument;

    @Mixin
    private Actor actor;

    @Mixin
    private Output output;

    private StandingCommand(Terminal terminal, String action, Function<WaveAction, Wave.Deed> deed) {
        this.terminal = terminal;
        this.action = action;
        this.deed = deed;
    }

    @Override
    public Integer call() throws CommandFailed {
        actor.check();
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            dev.cutover.contract.Hold before = wave.look().progress().hold();
            ActionAccepted accepted = wave.act(deed.apply(new WaveAction(actor.name(), actor.reason())));
            Accepted told = Accepted.of(wave, action, accepted);
            if (output.isJson()) {
                terminal.out().println(Json.document(told));
            } else {
                terminal.out().println(wave.name() + " " + done(wave, before, accepted));
                told.tell(terminal);
            }
            return ExitCode.DONE.number();
        }
    }

    /**
     * What has become of the wave, behind its name.
     *
     * @param before why it was held, or {@code null}
     */
    abstract String done(Wave wave, dev.cutover.contract.Hold before, ActionAccepted accepted);

    private static boolean isForAccount(dev.cutover.contract.Hold hold) {
        return hold != null && hold.reason() == HoldReason.ACCOUNT;
    }

    /** No new cutovers until {@code resume}. */
    @Command(
            name = "hold",
            description = "Starts no new cutovers until `resume`; those in flight go on.",
            mixinStandardHelpOptions = true)
    public static final class Hold extends StandingCommand {
        public Hold(Terminal terminal) {
            super(terminal, "hold", Wave::hold);
        }

        @Override
        String done(Wave wave, dev.cutover.contract.Hold before, ActionAccepted accepted) {
            return "is held: it starts no new cutovers until `cutover resume " + wave.name() + " --reason ...`";
        }
    }

    /** Goes on after a hold. */
    @Command(name = "resume", description = "Goes on after `hold`.", mixinStandardHelpOptions = true)
    public static final class Resume extends StandingCommand {
        public Resume(Terminal terminal) {
            super(terminal, "resume", Wave::resume);
        }

        /** It is asked: a call that is tried may have been answered already, and what held it may hold it again. */
        @Override
        String done(Wave wave, dev.cutover.contract.Hold before, ActionAccepted accepted) {
            dev.cutover.contract.Hold now;
            try {
                now = wave.look().progress().hold();
            } catch (CommandFailed silence) {
                return "was resumed: `cutover status " + wave.name() + "` shows whether it goes on";
            }
            if (now == null) {
                return "goes on";
            }
            return now.probing()
                    ? "tries one harmless call, and goes on when SMC takes the account again: `cutover status "
                            + wave.name() + "` shows whether it did"
                    : "was resumed, and is held again. " + now.why();
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
            super(terminal, "drain", Wave::drain);
        }

        /** With the account in trouble nobody can follow what is in flight. */
        @Override
        String done(Wave wave, dev.cutover.contract.Hold before, ActionAccepted accepted) {
            if (accepted.inFlight().isEmpty()) {
                return "is drained: it starts nothing any more";
            }
            return "is drained: it ends when those in flight are through"
                    + (isForAccount(before)
                            ? ". SMC refuses the account: mend it, or nobody can see when they are"
                            : "");
        }
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.WaveView;
import dev.cutover.starter.wave.Waves;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person says to a step that waits for it. Says what was agreed to, so that it is seen whether it was meant. */
public abstract class StepCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final String action;
    private final Function<StepAction, Wave.Deed> deed;

    @Mixin
    private WaveArgument argument;

    @Mixin
    private Actor actor;

    @Mixin
    private Output output;

    private StepCommand(Terminal terminal, String action, Function<StepAction, Wave.Deed> deed) {
        this.terminal = terminal;
        this.action = action;
        this.deed = deed;
    }

    /** One JSON document. */
    record Document(String wave, String action, String group, JobId job) {}

    /**
     * What is meant.
     *
     * @param group its name, or {@code null}
     * @param job its id, or {@code null}
     * @param words what a person reads when it is accepted
     */
    record Meant(String group, JobId job, String words) {}

    /** Fails before anybody is asked when the options make no sense. */
    void check() throws CommandFailed {}

    abstract Meant meant(Wave wave, WaveView view) throws CommandFailed;

    @Override
    public Integer call() throws CommandFailed {
        check();
        actor.check();
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            Meant meant = meant(wave, wave.look());
            wave.act(deed.apply(new StepAction(actor.name(), actor.reason(), meant.group(), meant.job())));
            terminal.out()
                    .println(
                            output.isJson()
                                    ? Json.document(new Document(wave.name(), action, meant.group(), meant.job()))
                                    : wave.name() + ": " + meant.words());
            return ExitCode.DONE.number();
        }
    }

    /** Agrees to a group, or to the wave. */
    @Command(
            name = "approve",
            description = "Agrees to a group, or to the wave as a whole, that waits for it.",
            mixinStandardHelpOptions = true)
    public static final class Approve extends StepCommand {

        @Option(names = "--group", paramLabel = "G", description = "the group; default: the wave as a whole")
        private String group;

        public Approve(Terminal terminal) {
            super(terminal, "approve", Wave::approve);
        }

        @Override
        Meant meant(Wave wave, WaveView view) {
            return new Meant(group, null, (group == null ? "the wave" : "group " + group) + " is approved");
        }
    }

    /** A step was done by hand. */
    @Command(
            name = "confirm",
            description =
                    "Says that a step was done by hand: a manual step of a group, or an undo that does not succeed.",
            mixinStandardHelpOptions = true)
    public static final class Confirm extends StepCommand {

        @Option(names = "--group", paramLabel = "G", description = "the group whose step it is")
        private String group;

        @Option(names = "--job", paramLabel = "J", description = "the job whose step it is, by id or name")
        private String job;

        public Confirm(Terminal terminal) {
            super(terminal, "confirm", Wave::confirm);
        }

        @Override
        void check() throws CommandFailed {
            if ((group == null) == (job == null)) {
                throw new CommandFailed(
                        ExitCode.WRONG_USAGE,
                        "Say whose step was done in one way: --group G, or --job J. Nothing was done.");
            }
        }

        @Override
        Meant meant(Wave wave, WaveView view) throws CommandFailed {
            if (job != null) {
                JobLine line = one(wave, view);
                return new Meant(null, line.job(), "the step of " + line.name() + " is confirmed");
            }
            String step = waiting(view.progress())
                    .map(waits -> ": " + waits.step().word() + ": " + waits.text())
                    .orElse("");
            return new Meant(group, null, "the step of group " + group + " is confirmed" + step);
        }

        private JobLine one(Wave wave, WaveView view) throws CommandFailed {
            List<JobLine> found =
                    JobSelection.named(wave.name(), List.of(job), view.jobs()).jobs();
            if (found.size() > 1) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        found.size() + " jobs are called " + job + ": give the id of one. Nothing was done.");
            }
            return found.get(0);
        }

        private Optional<WaitingStep> waiting(WaveProgress wave) {
            return wave.groups().stream()
                    .filter(one -> one.name().equals(group))
                    .map(GroupProgress::waiting)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }
}

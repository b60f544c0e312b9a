package dev.cutover.starter.command;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done to some jobs of a wave. More than one job: shows which, and asks. */
public abstract class JobsCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 40;

    private final Terminal terminal;
    private final String action;
    private final String word;
    private final Predicate<JobLine> makesSense;
    private final Function<JobsAction, Wave.Deed> deed;

    @Mixin
    private WaveArgument argument;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "JOB", description = "jobs, by id or name")
    private List<String> jobs = new ArrayList<>();

    @Mixin
    private JobSelection selection;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private Actor actor;

    @Mixin
    private Output output;

    /**
     * @param action as it is typed
     * @param word as reports spell it
     */
    private JobsCommand(
            Terminal terminal,
            String action,
            String word,
            Predicate<JobLine> makesSense,
            Function<JobsAction, Wave.Deed> deed) {
        this.terminal = terminal;
        this.action = action;
        this.word = word;
        this.makesSense = makesSense;
        this.deed = deed;
    }

    /** One JSON document. */
    record Document(String wave, String action, List<String> jobs) {}

    @Override
    public Integer call() throws CommandFailed {
        selection.check(jobs);
        actor.check();
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            JobSelection.Selected selected =
                    selection.of(wave.name(), jobs, wave.look().jobs(), makesSense);
            if (!agreed(selected.jobs())) {
                throw new CommandFailed(ExitCode.WRONG_USAGE, "Nothing was done.");
            }
            ActionAccepted accepted = wave.act(deed.apply(worded(JobsAction.of(
                    actor.name(),
                    actor.reason(),
                    shortened(selected.words()),
                    selected.jobs().stream().map(JobLine::job).toList()))));
            tell(wave, selected.jobs(), accepted);
            return ExitCode.DONE.number();
        }
    }

    /** With what the options of the command add to it. */
    JobsAction worded(JobsAction plain) {
        return plain;
    }

    private boolean agreed(List<JobLine> jobs) throws CommandFailed {
        if (jobs.size() == 1 || yes) {
            return true;
        }
        jobs.stream()
                .limit(MOST_SHOWN)
                .forEach(job -> terminal.err()
                        .println("  " + job.name() + " (" + job.job() + ", " + job.group() + "): "
                                + Words.spoken(job.state())));
        if (jobs.size() > MOST_SHOWN) {
            terminal.err().println("  ... and " + (jobs.size() - MOST_SHOWN) + " more");
        }
        return terminal.agrees(action + " these " + jobs.size() + " jobs?");
    }

    private static String shortened(String words) {
        return words.length() <= JobsAction.LONGEST_TARGET
                ? words
                : words.substring(0, JobsAction.LONGEST_TARGET - 3) + "...";
    }

    private void tell(Wave wave, List<JobLine> jobs, ActionAccepted accepted) {
        if (output.isJson()) {
            terminal.out()
                    .println(Json.document(new Document(
                            wave.name(),
                            word,
                            jobs.stream().map(job -> job.job().value()).toList())));
            return;
        }
        terminal.out()
                .println(wave.name() + ": " + action + " of "
                        + (jobs.size() == 1 ? jobs.get(0).name() : jobs.size() + " jobs") + " accepted; "
                        + accepted.inFlight().size() + " in flight");
    }

    /** Takes jobs out. */
    @Command(
            name = "skip",
            description = "Takes jobs out of the wave that are watched or blocked.",
            mixinStandardHelpOptions = true)
    public static final class Skip extends JobsCommand {
        public Skip(Terminal terminal) {
            super(
                    terminal,
                    "skip",
                    "skip",
                    job -> job.state() == JobState.WATCHING || job.state() == JobState.BLOCKED,
                    Wave::skip);
        }
    }

    /** Lets blocked jobs go on. */
    @Command(name = "retry", description = "Lets blocked jobs go on where they stood.", mixinStandardHelpOptions = true)
    public static final class Retry extends JobsCommand {

        @Option(
                names = "--restart",
                description = "have SMC start those first that are in error, paused or never started")
        private boolean restart;

        public Retry(Terminal terminal) {
            super(terminal, "retry", "retry", job -> job.state() == JobState.BLOCKED, Wave::retry);
        }

        @Override
        JobsAction worded(JobsAction plain) {
            return new JobsAction(plain.actor(), plain.reason(), plain.target(), plain.jobs(), restart, false);
        }
    }

    /** Takes blocked jobs for done. */
    @Command(
            name = "mark-done",
            description = "Takes blocked jobs for done that a person finished by hand.",
            mixinStandardHelpOptions = true)
    public static final class MarkDone extends JobsCommand {

        @Option(names = "--override", description = "even those that SMC does not show as Finished")
        private boolean override;

        public MarkDone(Terminal terminal) {
            super(terminal, "mark-done", "markDone", job -> job.state() == JobState.BLOCKED, Wave::markDone);
        }

        @Override
        JobsAction worded(JobsAction plain) {
            return new JobsAction(plain.actor(), plain.reason(), plain.target(), plain.jobs(), false, override);
        }
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.JobId;
import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.view.Asides;
import dev.cutover.starter.view.Frame;
import dev.cutover.starter.view.PlanText;
import dev.cutover.starter.view.Style;
import dev.cutover.starter.view.WaveText;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.WaveView;
import dev.cutover.starter.wave.Waves;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how a wave stands. Fails when it is unknown, or when it runs and no worker answers. */
@Command(name = "status", description = "Says how a wave stands.", mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final int MOST_NOTABLE = 50;

    private final Terminal terminal;

    @Mixin
    private WaveArgument argument;

    @Option(names = "--jobs", description = "every job, one a line")
    private boolean everyJob;

    @Option(names = "--watch", description = "follow it, and end with its outcome; Ctrl-C only stops the watching")
    private boolean watch;

    @Option(names = "--until-settled", description = "follow it until nothing goes on without a person")
    private boolean untilSettled;

    @Mixin
    private Output output;

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            if (watch || untilSettled) {
                Frame last = Detachable.follow(terminal, wave, output.isJson(), untilSettled);
                if (output.isJson() || everyJob) {
                    tell(last, everyJob);
                }
                return ExitCode.of(last.progress()).number();
            }
            WaveView view = wave.look();
            Frame frame = new Frame(view.progress(), view.jobs());
            if (output.isJson() || view.isOver()) {
                tell(frame, everyJob);
            } else {
                tell(frame, everyJob, plan(view, frame), HookWords.of(wave, frame.jobs()));
            }
            return ExitCode.DONE.number();
        }
    }

    /** Nothing when nobody tells: how the wave stands is known all the same. */
    private List<String> plan(WaveView view, Frame frame) {
        try {
            return new PlanText(view.plan())
                    .lines(
                            frame.progress(),
                            frame.jobs(),
                            view.actions(),
                            terminal.clock().instant());
        } catch (CommandFailed untold) {
            return List.of();
        }
    }

    private void tell(Frame frame, boolean withJobs) {
        tell(frame, withJobs, List.of(), Map.of());
    }

    /** @param said what the hooks of jobs said */
    private void tell(Frame frame, boolean withJobs, List<String> plan, Map<JobId, String> said) {
        if (output.isJson()) {
            terminal.out().println(Json.document(new WaveDocument(frame.progress(), withJobs ? frame.jobs() : null)));
            return;
        }
        WaveText text = new WaveText(Style.of(terminal.colours()), terminal.window());
        WaveProgress progress = frame.progress();
        Instant now = terminal.clock().instant();
        String rest = "cutover status " + progress.wave() + " --jobs";
        print(text.head(progress, now));
        print(text.split(progress, now));
        if (!withJobs) {
            print(text.unfinished(frame.jobs(), MOST_NOTABLE, rest));
        }
        print(text.notices(progress, now, Integer.MAX_VALUE, rest));
        print(plan);
        print(text.groups(progress));
        print(
                withJobs
                        ? text.table(frame.jobs())
                        : text.notable(frame.jobs(), MOST_NOTABLE, rest, Asides.of(progress, frame.jobs(), said)));
    }

    private void print(List<String> lines) {
        lines.forEach(terminal.out()::println);
    }
}

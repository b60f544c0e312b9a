package dev.cutover.starter.command;

import dev.cutover.starter.schedule.PastRun;
import dev.cutover.starter.schedule.ScheduleView;
import dev.cutover.starter.schedule.Schedules;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a schedule does, how it stands, how its last starts ended, and its next ones with their nights. */
@Command(
        name = "show",
        description = "Says what a schedule does, how its last starts ended, and its next ten.",
        mixinStandardHelpOptions = true)
final class ScheduleShow implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ScheduleCommand.Name name;

    @Mixin
    private Output output;

    ScheduleShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        String which = name.value();
        try (Schedules schedules = Schedules.connect(terminal)) {
            ScheduleView view = schedules.view(which);
            List<PastRun> past = schedules.past(view);
            if (output.isJson()) {
                terminal.out().println(Json.document(ScheduleDocument.of(view, past)));
                return ExitCode.DONE.number();
            }
            ScheduleText.of(view.terms()).forEach(terminal.out()::println);
            tellStanding(view);
            schedules.lacking(view.terms().plan()).forEach(terminal.err()::println);
            ScheduleText.past(past, view.terms()).forEach(terminal.out()::println);
            ScheduleText.of(view.runs(), view.terms()).forEach(terminal.out()::println);
            return ExitCode.DONE.number();
        }
    }

    private void tellStanding(ScheduleView view) {
        terminal.out()
                .println("  " + (view.paused() ? "PAUSED" : "active")
                        + (view.note() == null || view.note().isEmpty() ? "" : ": " + view.note()));
        view.running().forEach(running -> terminal.out().println("  goes on now: " + running));
        if (view.missed() > 0) {
            terminal.out().println("  left out because an outage delayed them: " + view.missed());
        }
        if (view.skipped() > 0) {
            terminal.out().println("  left out because a wave went on: " + view.skipped());
        }
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.schedule.ScheduleEntry;
import dev.cutover.starter.schedule.Schedules;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the schedules of waves, by name. */
@Command(name = "list", description = "Lists the schedules of waves.", mixinStandardHelpOptions = true)
final class ScheduleList implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Output output;

    ScheduleList(Terminal terminal) {
        this.terminal = terminal;
    }

    record Document(List<ScheduleEntry> schedules) {}

    @Override
    public Integer call() throws CommandFailed {
        try (Schedules schedules = Schedules.connect(terminal)) {
            List<ScheduleEntry> all = schedules.list();
            if (output.isJson()) {
                terminal.out().println(Json.document(new Document(all)));
                return ExitCode.DONE.number();
            }
            for (ScheduleEntry one : all) {
                terminal.out().println(line(one));
                if (one.lastStart() != null) {
                    terminal.out().println("  last: " + ScheduleText.past(one.lastStart(), one.timeZone()));
                }
            }
            if (all.isEmpty()) {
                terminal.err().println("There are no schedules of waves on " + schedules.server() + ".");
            }
            return ExitCode.DONE.number();
        }
    }

    private static String line(ScheduleEntry schedule) {
        String next = schedule.nextAt() == null
                ? "does not start any more"
                : (schedule.paused() ? "would start " : "starts ")
                        + ZoneTime.of(schedule.timeZone()).full(schedule.nextAt());
        return "%-24s  %s%s".formatted(schedule.name(), next, schedule.paused() ? "  paused: " + schedule.note() : "");
    }
}

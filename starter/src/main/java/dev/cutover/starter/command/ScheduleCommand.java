package dev.cutover.starter.command;

import dev.cutover.starter.schedule.Schedules;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The schedules of waves. */
@Command(
        name = "schedule",
        description = "Starts a plan night by night, by Temporal's own schedules.",
        mixinStandardHelpOptions = true)
public final class ScheduleCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private ScheduleCommand() {}

    /** With its subcommands. */
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new ScheduleCommand())
                .addSubcommand(new ScheduleCreate(terminal))
                .addSubcommand(new ScheduleUpdate(terminal))
                .addSubcommand(new ScheduleList(terminal))
                .addSubcommand(new ScheduleShow(terminal))
                .addSubcommand(new Pause(terminal))
                .addSubcommand(new Resume(terminal))
                .addSubcommand(new ScheduleTrigger(terminal))
                .addSubcommand(new Delete(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing what to do: create, update, list, show, pause, resume, trigger or delete, as in `cutover schedule"
                        + " list`");
    }

    /** Which schedule. */
    static final class Name {
        @Parameters(paramLabel = "NAME", description = "the schedule's name")
        private String name;

        String value() throws CommandFailed {
            ScheduleTerms.checkName(name);
            return name;
        }
    }

    /** Starts nothing any more until it is resumed. A wave that goes on is left alone. */
    @Command(
            name = "pause",
            description = "Starts no further nights until it is resumed; a wave that goes on is left alone.",
            mixinStandardHelpOptions = true)
    static final class Pause implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private Name name;

        @Mixin
        private Actor actor;

        Pause(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws CommandFailed {
            return stand(terminal, name.value(), actor, true);
        }
    }

    /** Starts again, from the next time on: nights that were missed are not made up for. */
    @Command(name = "resume", description = "Starts again, from its next time on.", mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private Name name;

        @Mixin
        private Actor actor;

        Resume(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws CommandFailed {
            return stand(terminal, name.value(), actor, false);
        }
    }

    /** Temporal keeps who and why beside it. */
    private static Integer stand(Terminal terminal, String name, Actor actor, boolean pause) throws CommandFailed {
        actor.check();
        String note = actor.reason() + " (" + actor.name() + ")";
        try (Schedules schedules = Schedules.connect(terminal)) {
            if (schedules.view(name).paused() == pause) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "The schedule " + name + " is " + (pause ? "paused already." : "not paused.")
                                + " Nothing was done.");
            }
            if (pause) {
                schedules.pause(name, note);
            } else {
                schedules.resume(name, note);
            }
            terminal.out().println((pause ? "paused " : "resumed ") + name);
            return ExitCode.DONE.number();
        }
    }

    /** Takes it away. Waves that it has started stay what they are. */
    @Command(
            name = "delete",
            description = "Takes it away; a wave that goes on is left alone.",
            mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private Name name;

        @Option(
                names = {"-y", "--yes"},
                description = "do not ask")
        private boolean yes;

        Delete(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws CommandFailed {
            String which = name.value();
            if (!yes) {
                terminal.requireSomebody();
            }
            try (Schedules schedules = Schedules.connect(terminal)) {
                ScheduleText.of(schedules.view(which).terms()).forEach(terminal.err()::println);
                terminal.err().println("on " + schedules.server());
                if (!yes && !terminal.agrees("Delete it?")) {
                    throw new CommandFailed(ExitCode.WRONG_USAGE, "Nothing was done.");
                }
                schedules.delete(which);
                terminal.out().println("deleted " + which);
                return ExitCode.DONE.number();
            }
        }
    }
}

package dev.cutover.starter;

import dev.cutover.starter.command.CarryOverCommand;
import dev.cutover.starter.command.Errors;
import dev.cutover.starter.command.ExtendCommand;
import dev.cutover.starter.command.InventoryCommand;
import dev.cutover.starter.command.JobsCommand;
import dev.cutover.starter.command.ListCommand;
import dev.cutover.starter.command.NotifyCommand;
import dev.cutover.starter.command.PlanCommand;
import dev.cutover.starter.command.PreflightCommand;
import dev.cutover.starter.command.ReportCommand;
import dev.cutover.starter.command.ScheduleCommand;
import dev.cutover.starter.command.SetCommand;
import dev.cutover.starter.command.SetupCommand;
import dev.cutover.starter.command.StandingCommand;
import dev.cutover.starter.command.StartCommand;
import dev.cutover.starter.command.StatusCommand;
import dev.cutover.starter.command.StepCommand;
import dev.cutover.starter.command.ValidateCommand;
import dev.cutover.starter.local.DemoCommand;
import dev.cutover.starter.local.SimulatorCommand;
import dev.cutover.starter.local.UpCommand;
import dev.cutover.starter.local.WorkerCommand;
import dev.cutover.starter.terminal.Stty;
import dev.cutover.starter.terminal.Terminal;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.LongSupplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's front door, and where its process is put together. */
@Command(
        name = "cutover",
        description = "Runs batch cutovers of server migrations, on Temporal.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 all done; 1 unexpected; 2 wrong usage; 3 plan refused; 4 Temporal or SMC cannot be reached;",
            "5 ended or settled with jobs failed, blocked or unfinished, or with a group split; 6 ended with jobs deferred",
            "or skipped; 7 refused (unknown, running already, makes no sense now); 8 no worker answers; 130 interrupted;",
            "141 not read; 143 terminated."
        })
public final class Cutover implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Cutover() {}

    public static void main(String[] arguments) {
        // The one clock of the process.
        Clock clock = Clock.systemUTC();
        Terminal terminal = new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                isInteractive(),
                Stty::columns,
                System.getenv(),
                clock,
                duration -> Thread.sleep(duration.toMillis()));
        int exitCode = commandLine(terminal, System::nanoTime).execute(arguments);
        terminal.out().flush();
        System.exit(exitCode);
    }

    /**
     * All commands.
     *
     * @param ticker nanoseconds that only ever grow
     */
    static CommandLine commandLine(Terminal terminal, LongSupplier ticker) {
        Errors errors = new Errors(terminal);
        CommandLine cutover = new CommandLine(new Cutover())
                .addSubcommand(new InventoryCommand(terminal))
                .addSubcommand(new PlanCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new PreflightCommand(terminal))
                .addSubcommand(new StartCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new StandingCommand.Hold(terminal))
                .addSubcommand(new StandingCommand.Resume(terminal))
                .addSubcommand(new StandingCommand.Drain(terminal))
                .addSubcommand(new JobsCommand.Skip(terminal))
                .addSubcommand(new JobsCommand.Retry(terminal))
                .addSubcommand(new JobsCommand.MarkDone(terminal))
                .addSubcommand(new StepCommand.Approve(terminal))
                .addSubcommand(new StepCommand.Confirm(terminal))
                .addSubcommand(new ExtendCommand(terminal))
                .addSubcommand(new SetCommand(terminal))
                .addSubcommand("notify", NotifyCommand.of(terminal))
                .addSubcommand("schedule", ScheduleCommand.of(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new CarryOverCommand(terminal))
                .addSubcommand(new WorkerCommand(terminal))
                .addSubcommand(new SimulatorCommand(terminal))
                .addSubcommand(new DemoCommand(terminal, ticker))
                .addSubcommand(new UpCommand(terminal))
                .addSubcommand(new SetupCommand(terminal))
                .addSubcommand("completion", completion());
        tellVersion(cutover);
        return cutover.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    /** A command does not take it over from what it is a part of. */
    private static void tellVersion(CommandLine whole) {
        for (CommandLine command : whole.getSubcommands().values()) {
            command.getCommandSpec().versionProvider(new Version());
            tellVersion(command);
        }
    }

    /** Under the name that its own help speaks of, too. */
    private static CommandLine completion() {
        CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
        completion.getCommandSpec().name("completion");
        return completion;
    }

    /** UTF-8 whatever the locale says: reports are files. Flushed by whoever writes. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Input and output are both a terminal. Since Java 22 there is a console for pipes, too; it is asked whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        if (System.console() == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing a command");
    }
}

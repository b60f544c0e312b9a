package dev.cutover.starter.local;

import dev.cutover.starter.report.Report;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.worker.LogSettings;
import dev.cutover.worker.Logs;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cuts sixty pretended servers over in this process. Ends with 0 when it went as scripted. */
@Command(
        name = "demo",
        description = "Cuts 60 pretended servers over in this process, with faults in play. Touches nothing else.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final LongSupplier ticker;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, or json: the final report on stdout")
    private String output = "text";

    public DemoCommand(Terminal terminal, LongSupplier ticker) {
        this.terminal = terminal;
        this.ticker = ticker;
    }

    @Override
    public Integer call() throws CommandFailed, IOException {
        boolean json = switch (output.toLowerCase(Locale.ROOT)) {
            case "text" -> false;
            case "json" -> true;
            default ->
                throw new CommandFailed(ExitCode.WRONG_USAGE, "'" + output + "' is no format: give text or json.");
        };
        // What a worker would warn of (lost answers, throttling) is the very thing that is shown.
        Logs.configure(LogSettings.silent());
        try (Demo demo = new Demo(terminal, ticker, json)) {
            Report report = demo.run();
            if (json) {
                terminal.out().println(Json.document(report));
            }
            return ending(demo.differences(report)).number();
        }
    }

    private ExitCode ending(List<String> differences) {
        if (differences.isEmpty()) {
            return ExitCode.DONE;
        }
        terminal.err().println("cutover: The demo did not go as scripted:");
        differences.forEach(sentence -> terminal.err().println("  " + sentence));
        return ExitCode.UNEXPECTED;
    }
}

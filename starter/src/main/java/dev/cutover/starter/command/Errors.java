package dev.cutover.starter.command;

import dev.cutover.starter.plan.Problem;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command says that it failed: sentences on stderr, or, when JSON was asked for, one document on stdout. */
public final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** In each way in which an option can be given, one argument a line: {@code -o json}, {@code -yojson}, {@code --output=JSON}. */
    private static final Pattern JSON_WANTED = Pattern.compile("(?mi)^(-y?o[\\n=]?|--output[\\n=])json$");

    private final Terminal terminal;

    public Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The JSON of an error. */
    record Document(Told error) {}

    /** @param code the word for the exit code: {@code planRefused} */
    record Told(String code, String message, List<Problem> problems) {}

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (terminal.environment().containsKey("CUTOVER_TRACE")
                && (failure.getCause() != null || !(failure instanceof CommandFailed))) {
            failure.printStackTrace(terminal.err());
        }
        CommandFailed told = failure instanceof CommandFailed known ? known : unexpected(failure);
        tell(told, wantsJson(parsed.originalArgs()));
        return told.exitCode().number();
    }

    private static CommandFailed unexpected(Exception failure) {
        return new CommandFailed(
                ExitCode.UNEXPECTED,
                "Unexpected: " + failure + ". This is a fault of cutover; CUTOVER_TRACE=1 shows where.");
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        CommandFailed told = new CommandFailed(ExitCode.WRONG_USAGE, Misuse.of(failure));
        boolean json = wantsJson(Arrays.asList(arguments));
        tell(told, json);
        if (!json) {
            UnmatchedArgumentException.printSuggestions(failure, command.getErr());
            terminal.err().println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        }
        return told.exitCode().number();
    }

    private void tell(CommandFailed failure, boolean json) {
        if (json) {
            terminal.out()
                    .println(Json.document(new Document(
                            new Told(failure.exitCode().word(), failure.getMessage(), failure.problems()))));
            terminal.out().flush();
            return;
        }
        failure.problems().forEach(problem -> terminal.err().println(problem));
        terminal.err().println("cutover: " + failure.getMessage());
        terminal.err().flush();
    }

    /** Whatever is wrong with the rest of the command line. */
    private static boolean wantsJson(List<String> arguments) {
        String line = String.join("\n", arguments);
        return JSON_WANTED.matcher(line).find();
    }
}

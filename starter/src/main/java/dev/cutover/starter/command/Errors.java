package dev.cutover.starter.command;

import dev.cutover.starter.plan.Problem;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command says that it failed: sentences on stderr, or, when JSON was asked for, one document on stdout. */
public final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

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
        CommandFailed told = failure instanceof CommandFailed known ? known : unexpected(failure);
        tell(told, wantsJson(parsed.originalArgs()));
        return told.exitCode().number();
    }

    private CommandFailed unexpected(Exception failure) {
        if (terminal.environment().containsKey("CUTOVER_TRACE")) {
            failure.printStackTrace(terminal.err());
        }
        return new CommandFailed(
                ExitCode.UNEXPECTED,
                "Unexpected: " + failure + ". This is a fault of cutover; CUTOVER_TRACE=1 shows where.");
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        CommandFailed told = new CommandFailed(ExitCode.WRONG_USAGE, failure.getMessage());
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

    private static boolean wantsJson(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-ojson") || argument.equals("-o=json") || argument.equals("--output=json")) {
                return true;
            }
            boolean named = argument.equals("-o") || argument.equals("--output");
            if (named && i + 1 < arguments.size() && arguments.get(i + 1).equals("json")) {
                return true;
            }
        }
        return false;
    }
}

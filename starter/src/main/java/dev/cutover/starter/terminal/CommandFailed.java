package dev.cutover.starter.terminal;

import dev.cutover.starter.plan.Problem;
import java.util.List;

/** A command cannot do what it was asked. The message is a sentence for the operator: what, where, and how to mend it. */
public final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<Problem> problems;

    public CommandFailed(ExitCode exitCode, String message) {
        this(exitCode, message, List.of());
    }

    /** @param problems each with its place in a file; empty when there is no file behind it */
    public CommandFailed(ExitCode exitCode, String message, List<Problem> problems) {
        super(message);
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
    }

    /** @param cause for who traces it: more than an operator wants to read */
    public CommandFailed(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.problems = List.of();
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public List<Problem> problems() {
        return problems;
    }
}

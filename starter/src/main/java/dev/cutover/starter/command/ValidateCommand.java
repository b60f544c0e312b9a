package dev.cutover.starter.command;

import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a plan and says what it would do, and what in it is probably not meant. Fails with every problem at once. */
@Command(name = "validate", description = "Checks a plan, and starts nothing.", mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Plans plans;

    @Mixin
    private Output output;

    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        CheckedPlan checked = plans.check(terminal.clock());
        PlanSummary summary = PlanSummary.of(checked);
        if (output.isJson()) {
            terminal.out().println(Json.document(summary));
            return ExitCode.DONE.number();
        }
        summary.warnings().forEach(warning -> terminal.err().println(PlanSummary.spelt(warning)));
        summary.lines(checked.plan()).forEach(terminal.out()::println);
        return ExitCode.DONE.number();
    }
}

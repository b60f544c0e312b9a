package dev.cutover.starter.command;

import dev.cutover.contract.Plan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a plan and says what it would do. Fails with every problem at once. */
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
        Plan plan = plans.read();
        terminal.out().println(output.isJson() ? Json.document(PlanSummary.of(plan)) : PlanSummary.of(plan));
        return 0;
    }
}

package dev.cutover.starter.command;

import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Plan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** The messages of a plan. */
@Command(
        name = "notify",
        description = "Tries the messages of a plan: `notify test PLAN`.",
        mixinStandardHelpOptions = true)
public final class NotifyCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private NotifyCommand() {}

    /** With its one subcommand. */
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new NotifyCommand()).addSubcommand(new Test(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing what to do: `cutover notify test PLAN` sends one message to each receiver");
    }

    /** Sends one message to each receiver; ends with 5 when one did not take it. */
    @Command(
            name = "test",
            description = "Has the account's worker send one message to each receiver of a plan.",
            mixinStandardHelpOptions = true)
    static final class Test implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private Plans plans;

        @Mixin
        private Output output;

        Test(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws CommandFailed {
            Plan plan = plans.check(terminal.clock()).plan();
            if (isSilent(plan.notifications())) {
                throw new CommandFailed(
                        ExitCode.REFUSED, "The plan tells nobody: give it `notify`, then try again. Nothing was sent.");
            }
            try (Waves waves = Waves.connect(terminal)) {
                Document told =
                        new Document(plan.wave(), waves.tryMessages(plan).receivers());
                told.tell(terminal, output.isJson());
                return told.exitCode().number();
            }
        }

        private static boolean isSilent(Notify who) {
            return who.receivers().isEmpty() && who.heartbeat() == null;
        }
    }

    /** What became of a trial; one JSON document. */
    record Document(String wave, List<MessageTrial.Told> receivers) {

        void tell(Terminal terminal, boolean json) {
            if (json) {
                terminal.out().println(Json.document(this));
            } else {
                receivers.stream().map(Document::line).forEach(terminal.out()::println);
            }
        }

        private static String line(MessageTrial.Told receiver) {
            return receiver.to() + ": " + (receiver.failure() == null ? "has it" : receiver.failure());
        }

        ExitCode exitCode() {
            return receivers.stream().allMatch(one -> one.failure() == null) ? ExitCode.DONE : ExitCode.ENDED_BADLY;
        }
    }
}

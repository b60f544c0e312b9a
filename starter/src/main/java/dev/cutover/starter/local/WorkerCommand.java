package dev.cutover.starter.local;

import dev.cutover.starter.terminal.Terminal;
import dev.cutover.worker.WorkerMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a worker until it is told to stop. */
@Command(
        name = "worker",
        description = {
            "Carries waves out: the only process that holds keys to SMC.",
            "Reads TEMPORAL_*, SMC_ENDPOINT, ALIBABA_CLOUD_*, CUTOVER_LOG (text, json), CUTOVER_LOG_LEVEL",
            "and CUTOVER_HOOKS_DIR; of a plan's hooks and messages CUTOVER_SECRET_*."
        },
        mixinStandardHelpOptions = true)
public final class WorkerCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--account", paramLabel = "NAME", description = "whose waves: those started for this account")
    private String account;

    public WorkerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return WorkerMain.run(account, terminal.environment(), terminal.err());
    }
}

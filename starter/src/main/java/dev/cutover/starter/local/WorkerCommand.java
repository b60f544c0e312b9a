package dev.cutover.starter.local;

import dev.cutover.starter.terminal.Terminal;
import dev.cutover.worker.WorkerMain;
import dev.cutover.worker.WorkerSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a worker until it is told to stop. */
@Command(
        name = "worker",
        description = {
            "Carries waves out: the only process that holds keys to SMC.",
            "Reads TEMPORAL_*, SMC_*, ALIBABA_CLOUD_*, CUTOVER_WORKERS, CUTOVER_LOG (text, json), CUTOVER_LOG_LEVEL",
            "and CUTOVER_HOOKS_DIR; of a plan's hooks and messages CUTOVER_SECRET_*."
        },
        mixinStandardHelpOptions = true)
public final class WorkerCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--account", paramLabel = "NAME", description = "whose waves: those started for this account")
    private String account;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "how many workers share the calls of the account (default: CUTOVER_WORKERS, else 1)")
    private Integer workers;

    public WorkerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> environment = new HashMap<>(terminal.environment());
        if (workers != null) {
            environment.put(WorkerSettings.WORKERS, String.valueOf(workers));
        }
        return WorkerMain.run(account, environment, terminal.err());
    }
}

package dev.cutover.worker;

import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.TemporalSettings;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.smc.SmcSettings;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that a worker is told, read once. Its {@code toString} tells no secret.
 *
 * @param account the label of the account, or {@code null}: names the task queue
 * @param workers how many workers share the calls that the account may make
 */
public record WorkerSettings(
        String account, int workers, TemporalSettings temporal, SmcSettings smc, LogSettings logs, HookSettings hooks) {

    /** Says how many workers there are; {@code --workers} counts before it. */
    public static final String WORKERS = "CUTOVER_WORKERS";

    private static final int MOST_WORKERS = 100;

    private static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    /**
     * Reads {@code TEMPORAL_*}, {@code SMC_*}, {@code CUTOVER_WORKERS}, {@code CUTOVER_LOG*} and {@code CUTOVER_HOOKS_DIR}.
     *
     * @param account from {@code --account}, or {@code null}
     * @throws SettingsRefused with every problem at once
     */
    public static WorkerSettings read(String account, Map<String, String> environment) throws SettingsRefused {
        List<String> problems = new ArrayList<>();
        if (account != null && !account.matches(ACCOUNT)) {
            problems.add("--account is '" + account + "': give letters, digits, '.', '_' and '-', at most 63 of them");
        }
        int workers = 1;
        try {
            workers = workers(environment);
        } catch (IllegalArgumentException refused) {
            problems.add(refused.getMessage());
        }
        TemporalSettings temporal = null;
        try {
            temporal = TemporalSettings.read(environment);
        } catch (ConnectionRefused refused) {
            problems.add(refused.getMessage());
        }
        SmcSettings smc = null;
        try {
            smc = SmcSettings.fromEnvironment(environment);
        } catch (IllegalArgumentException refused) {
            problems.add(refused.getMessage());
        }
        LogSettings logs = null;
        try {
            logs = LogSettings.fromEnvironment(environment);
        } catch (IllegalArgumentException refused) {
            problems.add(refused.getMessage());
        }
        HookSettings hooks = null;
        try {
            hooks = HookSettings.fromEnvironment(environment);
        } catch (IllegalArgumentException refused) {
            problems.add(refused.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new SettingsRefused(problems);
        }
        return new WorkerSettings(account, workers, temporal, smc, logs, hooks);
    }

    private static int workers(Map<String, String> environment) {
        String text = environment.getOrDefault(WORKERS, "").strip();
        if (text.isEmpty()) {
            return 1;
        }
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_WORKERS) {
            throw new IllegalArgumentException("--workers, or " + WORKERS + ", is '" + text
                    + "': give how many workers the account has, 1 to " + MOST_WORKERS);
        }
        return Integer.parseInt(text);
    }

    /** The most calls a second of this worker: its share of what the account may make. */
    public double requestsPerSecond() {
        return smc.requestsPerSecond() / workers;
    }

    public String taskQueue() {
        return WorkflowIds.taskQueue(account);
    }

    /** One line a setting, secrets masked. */
    public List<String> describe() {
        return List.of(
                "temporal: " + temporal.describe(),
                "task queue: " + taskQueue(),
                "smc: " + smc.endpoint() + (smc.proxy() == null ? "" : " through " + smc.proxy()) + ", at most "
                        + smc.callTimeout().toSeconds() + " s a call, " + calls(requestsPerSecond())
                        + " calls a second",
                "hooks: " + hooks.describe(),
                "logs: " + logs.describe());
    }

    private static String calls(double perSecond) {
        return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(perSecond);
    }
}

package dev.cutover.worker;

import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.TemporalSettings;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.smc.SmcSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that a worker is told, read once. Its {@code toString} tells no secret.
 *
 * @param account the label of the account, or {@code null}: names the task queue
 */
public record WorkerSettings(
        String account, TemporalSettings temporal, SmcSettings smc, LogSettings logs, HookSettings hooks) {

    private static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    /**
     * Reads {@code TEMPORAL_*}, {@code SMC_*}, {@code CUTOVER_LOG*} and {@code CUTOVER_HOOKS_DIR}.
     *
     * @param account from {@code --account}, or {@code null}
     * @throws SettingsRefused with every problem at once
     */
    public static WorkerSettings read(String account, Map<String, String> environment) throws SettingsRefused {
        List<String> problems = new ArrayList<>();
        if (account != null && !account.matches(ACCOUNT)) {
            problems.add("--account is '" + account + "': give letters, digits, '.', '_' and '-', at most 63 of them");
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
        return new WorkerSettings(account, temporal, smc, logs, hooks);
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
                        + smc.callTimeout().toSeconds() + " s a call",
                "hooks: " + hooks.describe(),
                "logs: " + logs.describe());
    }
}

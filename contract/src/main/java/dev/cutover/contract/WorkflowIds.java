package dev.cutover.contract;

import java.time.LocalDate;

/** How workflows and task queues are called. */
public final class WorkflowIds {

    private WorkflowIds() {}

    /** {@code wave:<name>}. */
    public static String wave(String name) {
        return "wave:" + name;
    }

    /** {@code cutover:<jobId>}: one job is never in two cutovers of one namespace at once, whichever the wave. */
    public static String cutover(JobId job) {
        return "cutover:" + job.value();
    }

    /** {@code message-trial:<name>}. */
    public static String messageTrial(String wave) {
        return "message-trial:" + wave;
    }

    /** {@code inventory:<number>}: whoever lists an account has a number of his own. */
    public static String inventory(String number) {
        return "inventory:" + number;
    }

    /** {@code resolution:<name>:<number>}. */
    public static String resolution(String wave, String number) {
        return "resolution:" + wave + ":" + number;
    }

    /** {@code preflight:<name>:<number>}. */
    public static String preflight(String wave, String number) {
        return "preflight:" + wave + ":" + number;
    }

    /** {@code schedule:<name>}: of a schedule, which is no workflow. */
    public static String schedule(String name) {
        return "schedule:" + name;
    }

    /** {@code scheduled:<name>}, behind which Temporal writes the nominal time of each run. */
    public static String scheduled(String name) {
        return "scheduled:" + name;
    }

    /** {@code <name>-2026-11-28}: the wave that a schedule starts for the night that begins on that day. */
    public static String nightly(String schedule, LocalDate date) {
        return schedule + "-" + date;
    }

    /** The memo field of a {@link JobCutover} that names its wave. */
    public static final String MEMO_WAVE = "wave";

    /** The task queue of an account's workers. */
    public static String taskQueue(String account) {
        return account == null || account.isEmpty() ? "cutover" : "cutover-" + account;
    }
}

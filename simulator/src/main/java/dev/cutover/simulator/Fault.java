package dev.cutover.simulator;

import java.time.Duration;
import java.util.List;

/**
 * One thing that goes wrong. Its times are the wall clock's, whatever the simulator's speed.
 *
 * @param operation which calls it strikes; {@code null}: {@code CutOverReplicationJob}
 * @param jobs which jobs' calls; empty: all
 * @param times how many calls of each job, or, of looks and of the account's faults, how many calls; zero: no limit
 * @param rate how many of the calls, from 0 to 1, drawn with the simulator's seed
 * @param delay of {@link FaultKind#SLOW_ANSWER} and {@link FaultKind#STALE_READS}
 * @param after for how long it does not strike yet, counted from when it is set; {@code null}: it strikes at once
 * @param code of {@link FaultKind#REFUSE}
 * @param status HTTP status of {@link FaultKind#REFUSE}
 * @param callsPerSecond of {@link FaultKind#THROTTLE_ABOVE}
 */
public record Fault(
        FaultKind kind,
        String operation,
        List<String> jobs,
        int times,
        double rate,
        Duration delay,
        Duration after,
        String code,
        int status,
        int callsPerSecond) {

    public static final String CUT_OVER = "CutOverReplicationJob";

    static final Duration USUAL_DELAY = Duration.ofSeconds(2);

    public Fault {
        operation = operation == null ? CUT_OVER : operation;
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
        delay = delay == null ? USUAL_DELAY : delay;
        after = after == null ? Duration.ZERO : after;
    }

    /** Strikes the first {@code times} cutover calls of a job. */
    public static Fault on(FaultKind kind, String job, int times) {
        return new Fault(kind, null, List.of(job), times, 1, null, null, null, 400, 0);
    }

    /** Strikes some of all calls of an operation. */
    public static Fault atRate(FaultKind kind, String operation, double rate) {
        return new Fault(kind, operation, List.of(), 0, rate, null, null, null, 400, 0);
    }

    /** Refuses calls of an operation with a code; an empty list of jobs means all. */
    public static Fault refusing(String operation, List<String> jobs, int times, String code, int status) {
        return new Fault(FaultKind.REFUSE, operation, jobs, times, 1, null, null, code, status, 0);
    }

    /** Refuses all calls of the account past so many in a second. */
    public static Fault throttlingAbove(int callsPerSecond) {
        return new Fault(FaultKind.THROTTLE_ABOVE, null, List.of(), 0, 1, null, null, null, 400, callsPerSecond);
    }

    /** Refuses the credentials that are in use by then. */
    public static Fault credentialsExpiring(Duration after) {
        return new Fault(FaultKind.CREDENTIALS_EXPIRED, null, List.of(), 0, 1, null, after, null, 400, 0);
    }

    public Fault lasting(Duration newDelay) {
        return new Fault(kind, operation, jobs, times, rate, newDelay, after, code, status, callsPerSecond);
    }

    public Fault during(String newOperation) {
        return new Fault(kind, newOperation, jobs, times, rate, delay, after, code, status, callsPerSecond);
    }

    public Fault startingAfter(Duration newAfter) {
        return new Fault(kind, operation, jobs, times, rate, delay, newAfter, code, status, callsPerSecond);
    }

    public Fault limitedTo(int newTimes) {
        return new Fault(kind, operation, jobs, newTimes, rate, delay, after, code, status, callsPerSecond);
    }
}

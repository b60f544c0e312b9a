package dev.cutover.contract;

import static dev.cutover.contract.FailureKind.Consequence.BLOCK;
import static dev.cutover.contract.FailureKind.Consequence.FAIL;
import static dev.cutover.contract.FailureKind.Consequence.HOLD;
import static dev.cutover.contract.FailureKind.Consequence.LOOK;
import static dev.cutover.contract.FailureKind.Consequence.WAIT;
import static dev.cutover.contract.FailureKind.Retry.AFTER_SETTLE;
import static dev.cutover.contract.FailureKind.Retry.NEVER;
import static dev.cutover.contract.FailureKind.Retry.NEXT_BEAT;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;

/**
 * Every way in which a step can fail: whether it is retried, what the wave does, what the operator reads. The retry policies take what
 * they must not retry from here.
 */
public enum FailureKind {
    // what failed            retried       the wave   the operator reads
    NOT_YET(NEXT_BEAT, WAIT, "Nothing to tell yet."),
    THROTTLED(NEXT_BEAT, WAIT, "SMC asks for fewer calls; they are spaced out."),
    UNAVAILABLE(NEXT_BEAT, WAIT, "SMC could not be reached; nothing was sent."),
    UNCLEAR(AFTER_SETTLE, WAIT, "SMC gave no clear answer; after the settle time its state tells."),

    HOOK_SILENT(NEXT_BEAT, WAIT, "The hook gave no answer that counts; it is tried again until its timeout."),

    ACCOUNT(
            NEVER,
            HOLD,
            "Credentials, rights, clock or balance: mend the account, then resume; no job is to blame for it."),

    QUOTA(NEVER, LOOK, "SMC runs as many jobs as your quota allows; fewer are started at a time until it eases."),
    TOO_LATE(NEVER, LOOK, "The last start of the window had passed, and the call was not sent."),
    STATE_CONFLICT(NEVER, LOOK, "The job was not in a state that allows the cutover; it goes back to the watch."),
    STATE_REFUSED(
            NEVER,
            BLOCK,
            "SMC shows the job as Waiting and refuses its cutover for its state, again and again: look at the job in the SMC"
                    + " console, then retry."),

    GAVE_UP(
            NEVER,
            BLOCK,
            "SMC gave no clear answer many times in a row: open a ticket with its request ids, then retry."),
    HOOK_REFUSED(
            NEVER, BLOCK, "The hook refused, or gave no answer until its timeout: mend what it names, then retry."),
    NOT_VERIFIED(
            NEVER,
            BLOCK,
            "The server is cut over, and not verified: look at what it left behind, then retry or mark-done."),
    PREPARED_IN_VAIN(
            NEVER,
            BLOCK,
            "The group was prepared and undone several times without being cut over: find out what takes its jobs away, then"
                    + " retry."),
    RESTART_REFUSED(NEVER, BLOCK, "SMC did not start the job: start it in the SMC console, then retry."),
    WRONG_SERVER(
            NEVER,
            BLOCK,
            "SMC calls the server, or its region, something else than the plan: start a corrected plan; retry only if it is the right"
                    + " one all the same."),
    SOURCE_OFFLINE(NEVER, BLOCK, "The source server is offline or in error: restart the SMC client on it, then retry."),
    BAD_REQUEST(NEVER, BLOCK, "SMC does not accept the request: check the job's id and settings, then retry."),
    UNKNOWN_CODE(
            NEVER, BLOCK, "SMC refused with a code that this version does not know: look it up, then retry or skip."),
    NO_EFFECT(NEVER, BLOCK, "The cutover was called several times and nothing came of it: open a ticket, then retry."),
    JOB_IN_ERROR(NEVER, BLOCK, "The job is in error: mend the source, then start it with `retry --restart`."),
    JOB_STOPPED(NEVER, BLOCK, "The job is paused: start it with `retry --restart`."),
    JOB_NEVER_STARTED(NEVER, BLOCK, "The job was never started: start it with `retry --restart`."),
    JOB_ONE_OFF(
            NEVER, BLOCK, "The job is not incremental and cannot be cut over: skip it, or mend the job, then retry."),
    JOB_MISSING(
            NEVER,
            BLOCK,
            "SMC does not know the job: check its id, and the account of the worker, then retry or skip."),
    JOB_STATUS_UNKNOWN(
            NEVER, BLOCK, "SMC shows a status that this version does not know: look at the job, then retry or skip."),
    IN_ANOTHER_WAVE(NEVER, BLOCK, "Another wave is cutting this job over: wait for it to end, then retry or skip."),
    ENDED_WITHOUT_REPORT(
            NEVER, BLOCK, "The cutover ended without report (terminated by hand?): look at the job, then retry."),
    CANCELLED_BY_HAND(NEVER, BLOCK, "The cutover was cancelled by hand: retry or skip."),

    JOB_EXPIRED(NEVER, FAIL, "The job has expired; it needs a new replication job."),
    JOB_DELETING(NEVER, FAIL, "The job is being deleted; it needs a new replication job."),

    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED(NEVER, BLOCK, "A kind of failure that this version does not know: look at the job.");

    /** When it may be tried again. */
    public enum Retry {
        NEVER,
        /** On the next beat. */
        NEXT_BEAT,
        /** Not before the settle time has passed: it may have taken effect. */
        AFTER_SETTLE
    }

    /** What the wave does when the retries have ended. */
    public enum Consequence {
        /** Nothing: it is retried. */
        WAIT,
        /** SMC's state decides. */
        LOOK,
        /** A person has to act. */
        BLOCK,
        /** A person has to act, and nothing else starts until then: no single job is to blame. */
        HOLD,
        /** Nothing can be done. */
        FAIL
    }

    private final Retry retry;
    private final Consequence consequence;
    private final String advice;

    FailureKind(Retry retry, Consequence consequence, String advice) {
        this.retry = retry;
        this.consequence = consequence;
        this.advice = advice;
    }

    public Retry retry() {
        return retry;
    }

    public Consequence consequence() {
        return consequence;
    }

    /** One sentence for the operator: what it means and what to do. */
    public String advice() {
        return advice;
    }

    /** As reports spell it: {@code sourceOffline}. */
    public String word() {
        return Words.camelCase(this);
    }

    /** The failure types that no retry policy retries. */
    public static String[] doNotRetry() {
        return Arrays.stream(values())
                .filter(kind -> kind.retry == NEVER)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** The kind behind a failure type; {@link #UNRECOGNISED} for a type that is none of ours. */
    public static FailureKind ofType(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(type))
                .findFirst()
                .orElse(UNRECOGNISED);
    }
}

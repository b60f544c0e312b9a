package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is done to jobs at SMC. Every failure is an {@code ApplicationFailure} whose type is the name of a {@link FailureKind}. */
@ActivityInterface(namePrefix = "ReplicationJobs.")
public interface ReplicationJobs {

    /**
     * Looks at a chunk of jobs on the next beat; ends when at least one differs from what is known of it.
     *
     * <p>Fails with {@link FailureKind#NOT_YET} (benign) when nothing is new, to be retried on the next beat.
     */
    @ActivityMethod
    WatchResult watch(WatchRequest request);

    /**
     * Looks, and calls the cutover if the job is {@code Waiting}.
     *
     * <p>Is retried after {@link FailureKind#UNCLEAR}: the next attempt looks again and never calls within the settle time. A failure that ends
     * the tries carries its {@link Evidence} as first detail, and SMC's code as second.
     */
    @ActivityMethod
    CallResult cutOver(CallRequest request);

    /**
     * Follows a job after its call until it is {@code Finished}, or {@code Waiting} again once the settle time has passed.
     *
     * <p>Fails with {@link FailureKind#NOT_YET} while it runs, and for good with the trouble of a {@link Sighting}; then the observation is the
     * first detail.
     */
    @ActivityMethod
    Observation awaitEnd(AwaitRequest request);

    /** Starts a job that is in error, paused or was never started. Fails for good with {@link FailureKind#RESTART_REFUSED}. */
    @ActivityMethod
    void restart(JobId job);

    /** One harmless call: whether SMC takes the account. Fails for good with {@link FailureKind#ACCOUNT}. */
    @ActivityMethod
    void probe(JobId job);

    /**
     * @param jobs at most 50
     * @param interval the beat
     */
    record WatchRequest(List<WatchedJob> jobs, Duration interval) {
        public WatchRequest {
            jobs = Words.list(jobs);
        }
    }

    /** @param known what the wave knows of it, or {@code null}: tell whatever is seen */
    record WatchedJob(JobId job, Sighting known) {}

    /** @param news the jobs that differ from what was known */
    record WatchResult(List<Observation> news) {
        public WatchResult {
            news = Words.list(news);
        }
    }

    /**
     * @param evidence tries of the same cutover before this activity
     * @param settle the time after a call that may have taken effect in which none is sent
     * @param longestGap the longest time between two tries
     * @param budget counted from the start of an attempt; no call is sent later, because nobody waits for it any more
     * @param unclearLimit after so many unclear tries it ends as {@link FailureKind#GAVE_UP}
     * @param mayBeOurs whether a call before these tries may have taken effect
     * @param notAfter no call is sent later: it ends as {@link FailureKind#TOO_LATE}; {@code null}: whenever
     */
    record CallRequest(
            JobId job,
            boolean syncData,
            Evidence evidence,
            Duration interval,
            Duration settle,
            Duration longestGap,
            Duration budget,
            int unclearLimit,
            boolean mayBeOurs,
            Instant notAfter) {}

    /** @param verdict what the tries came to */
    record CallResult(Verdict verdict, Observation observation, Evidence evidence) {}

    /** What the tries of a call came to. */
    enum Verdict {
        /** Acknowledged, with a request id. */
        ACCEPTED,
        /** No call was acknowledged, but one may have taken effect and the job is not {@code Waiting} any more. */
        ADOPTED,
        /** Nothing took effect and the job is not {@code Waiting}: back to the watch. */
        NOT_WAITING,
        /** The job was {@code Finished} before any call. */
        FINISHED_BEFORE,
        /** Written by a later version. */
        @com.fasterxml.jackson.annotation.JsonEnumDefaultValue
        UNRECOGNISED
    }

    /**
     * @param interval the beat
     * @param waitingMeansNoEffectFrom until then {@code Waiting} says nothing, because SMC may not show the call's effect yet
     */
    record AwaitRequest(JobId job, Duration interval, Instant waitingMeansNoEffectFrom) {}
}

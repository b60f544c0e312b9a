package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What Temporal itself knows of cutovers: for a wave that cannot hear of them in another way. */
@ActivityInterface(namePrefix = "CutoverRuns.")
public interface CutoverRuns {

    /** The newest run of each job's cutover, in the order asked. */
    @ActivityMethod
    List<CutoverRun> newest(List<JobId> jobs);

    /** Ends when at least one of the runs has closed, with those; fails with {@link FailureKind#NOT_YET} (benign) until then. */
    @ActivityMethod
    List<CutoverRun> follow(FollowRequest request);

    /**
     * The tries of a cutover, those included that its pending call has noted. Asked before such a call is cancelled, because the notes of an
     * activity that is cancelled between two attempts are lost.
     *
     * @param known the tries before the pending call
     */
    @ActivityMethod
    Noted noted(CutoverRef cutover, Evidence known);

    record CutoverRef(JobId job, String run) {}

    /**
     * What a pending call has noted.
     *
     * @param tries those that were known, and those of the call
     * @param nextAttemptAt when the call is tried next, and before which it does nothing; {@code null} when it was at work while its notes were
     *     read, so that they may not be the last word
     */
    record Noted(Evidence tries, Instant nextAttemptAt) {}

    /** @param interval how often to ask */
    record FollowRequest(List<CutoverRef> cutovers, Duration interval) {
        public FollowRequest {
            cutovers = Words.list(cutovers);
        }
    }

    /**
     * @param run run id, or {@code null} when there is none
     * @param wave the name of the wave that it belongs to, or {@code null}
     * @param closedAt when it closed, or {@code null}
     * @param result of a completed run, or {@code null}
     */
    record CutoverRun(JobId job, String run, String wave, RunState state, Instant closedAt, CutoverResult result) {}

    /** What became of a run. */
    enum RunState {
        NONE,
        RUNNING,
        COMPLETED,
        /** Terminated, timed out, failed or cancelled: it told nobody. */
        ENDED_WITHOUT_REPORT,
        /** Written by a later version. */
        @JsonEnumDefaultValue
        UNRECOGNISED
    }
}

package dev.cutover.contract;

import static dev.cutover.contract.FindingKind.Severity.BLOCKER;
import static dev.cutover.contract.FindingKind.Severity.NOTE;
import static dev.cutover.contract.FindingKind.Severity.WARNING;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** All that a preflight can find: how bad it is, and what to do. */
public enum FindingKind {
    // of the account
    ACCOUNT_REFUSED(
            BLOCKER, "SMC refuses the account: mend credentials, balance or clock; its jobs could not be looked at."),
    MAY_NOT_READ_JOBS(
            BLOCKER,
            "The worker's user may not call smc:DescribeReplicationJobs: grant it; the jobs could not be looked at."),
    MAY_NOT_READ_SERVERS(
            WARNING,
            "The worker's user may not call smc:DescribeSourceServers: grant it, or see yourself that the sources are online. The plan's names"
                    + " are held against the jobs' own alone."),
    MAY_NOT_CUT_OVER(BLOCKER, "The worker's user may not call smc:CutOverReplicationJob: grant it, on all resources."),
    CUT_OVER_REFUSED(BLOCKER, "SMC refuses cutovers for the account: mend credentials, balance or clock."),
    CUT_OVER_UNTRIED(
            NOTE,
            "Whether the worker's user may cut over cannot be seen without a call: `--probe-rights` tries it with a job id that does not exist."),
    PROBE_UNCLEAR(
            WARNING, "The probe of the right to cut over got no clear answer: see what SMC said, or try it again."),
    CLOCK_OFF(BLOCKER, "The worker's clock differs from SMC's by more than SMC takes (15 minutes): set it."),
    CLOCK_DRIFTS(
            WARNING,
            "The worker's clock differs from SMC's: set it, before SMC refuses its calls and the window moves."),
    SLOTS_OVER_QUOTA(
            WARNING,
            "The wave alone may have more jobs in cutover than SMC runs at one time (20 unless yours was raised): lower"
                    + " limits.maxConcurrent, unless yours was."),
    QUOTA_SHARED(
            WARNING,
            "Other jobs of the account run now, and share SMC's limit on running jobs (20 unless yours was raised) with this wave: lower"
                    + " limits.maxConcurrent, or wait for them."),
    OTHER_WAVES(
            WARNING,
            "Other waves of the account run, and share SMC's limit on running jobs (20 unless yours was raised): see that all slots together"
                    + " stay within it."),
    WAVES_UNKNOWN(
            NOTE,
            "It is not known which other waves run, or how they stand: see yourself that none needs the same slots, or has the same jobs."),

    // of one job
    JOB_MISSING(
            BLOCKER, "SMC does not know the job: check its id, and that the worker has the keys of the right account."),
    ID_REFUSED(BLOCKER, "SMC does not accept the job's id: check it."),
    JOB_ONE_OFF(
            BLOCKER,
            "The job is not incremental and cannot be cut over: take it out of the plan, or give the server an incremental job."),
    JOB_IN_ERROR(
            BLOCKER,
            "The job is in error: mend the source, then start the job in the SMC console, or with `cutover retry --restart` in the wave."),
    JOB_STOPPED(BLOCKER, "The job is paused: start it in the SMC console."),
    JOB_NEVER_STARTED(
            BLOCKER,
            "The job was never started: start it in the SMC console; its first run takes far longer than the others."),
    JOB_EXPIRED(BLOCKER, "The job has expired: give the server a new replication job."),
    JOB_DELETING(BLOCKER, "The job is being deleted: give the server a new replication job."),
    JOB_STATUS_UNKNOWN(
            BLOCKER, "SMC shows a state that this version does not know: look at the job in the SMC console."),
    ALREADY_FINISHED(
            WARNING,
            "The job is Finished: it counts as done at once, and nothing is called for it. Take it out of the plan if that is not meant."),
    EXPIRES_TOO_SOON(
            BLOCKER,
            "The job expires before the window closes: extend its validity in the SMC console (ModifyReplicationJobAttribute, ValidTime)."),
    WRONG_SERVER(
            BLOCKER, "The plan calls the server something else than SMC does: correct the id or the name in the plan."),
    WRONG_REGION(BLOCKER, "The job is in another region than the plan says: correct the id or the region in the plan."),
    SOURCE_OFFLINE(
            BLOCKER, "The source server is offline or in error: see that it runs, and restart the SMC client on it."),
    SOURCE_UNKNOWN(WARNING, "SMC does not tell how the source server is: look at it in the SMC console."),
    IN_ANOTHER_WAVE(
            BLOCKER,
            "Another wave cuts it over just now: wait for its end, or take the job out of one of the two plans."),
    IN_ANOTHER_PLAN(
            WARNING,
            "Another wave that has not ended has the job in its plan, too, and the windows meet: take it out of one of the two."),
    RUN_IN_WINDOW(
            WARNING,
            "Its next scheduled run may take it away from Waiting within the window: change its frequency after the present run, or expect it late."),
    COPY_STALE(
            WARNING,
            "It is cut over without a last copy (syncData: false), and the newest copy is old: what was written since is lost. Run it once more."),
    COPY_AGE(
            NOTE,
            "It is cut over without a last copy (syncData: false): what was written since the newest copy is lost."),
    IMAGE_UNBOOTED(NOTE, "The cutover leaves an image, and no after-hook boots it: somebody has to."),
    NO_PAST_RUNS(NOTE, "It has no past runs to go by: how long it takes is the plan's word."),

    // of the forecast
    DOES_NOT_FIT(WARNING, "Not expected to start in time: it would be deferred."),

    // of the preflight itself
    NOT_CARRIED_OUT(WARNING, "The preflight could not be carried out: nothing is known of what it would have found."),
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED(
            WARNING,
            "Something that this version does not know: look at the preflight with the version that wrote it.");

    /** How bad it is. */
    public enum Severity {
        /** It will not be cut over as things are. */
        BLOCKER,
        /** It may go wrong. */
        WARNING,
        /** Good to know. */
        NOTE;

        public String word() {
            return Words.camelCase(this);
        }
    }

    private final Severity severity;
    private final String advice;

    FindingKind(Severity severity, String advice) {
        this.severity = severity;
        this.advice = advice;
    }

    public Severity severity() {
        return severity;
    }

    /** A sentence for the operator. */
    public String advice() {
        return advice;
    }

    /** As documents spell it: {@code jobMissing}. */
    public String word() {
        return Words.camelCase(this);
    }
}

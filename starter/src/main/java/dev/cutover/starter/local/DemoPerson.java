package dev.cutover.starter.local;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.view.Frame;
import dev.cutover.starter.view.Screen;
import dev.cutover.starter.view.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a person would do in the demo: mend the source server that went offline, and have its job started again. Is not patient for ever. */
final class DemoPerson implements Watch.Companion {

    static final String REASON = "SMC client restarted";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Screen screen;
    private final InstantSource clock;
    private final Instant end;
    private final Deed mend;
    private final Deed retry;
    private boolean mended;
    private boolean retried;
    private String lastRefusal = "";

    /** Something that is done to a job. */
    @FunctionalInterface
    interface Deed {
        void to(JobLine job) throws CommandFailed;
    }

    /**
     * Begins now.
     *
     * @param mend brings its source server back
     * @param retry fails when the wave does not accept it; it is tried again at the next look
     */
    DemoPerson(Screen screen, InstantSource clock, Deed mend, Deed retry) {
        this.screen = screen;
        this.clock = clock;
        this.end = clock.instant().plus(PATIENCE);
        this.mend = mend;
        this.retry = retry;
    }

    @Override
    public void saw(Frame last) throws CommandFailed {
        if (clock.instant().isAfter(end)) {
            throw new CommandFailed(
                    ExitCode.UNEXPECTED, impatience(last.progress().counts()));
        }
        for (JobLine job : last.jobs()) {
            if (job.job().equals(DemoWorld.IN_ERROR) && job.state() == JobState.BLOCKED && !retried) {
                mend(job);
                retry(job);
            }
        }
    }

    private static String impatience(JobCounts counts) {
        return "The demo has not ended within " + PATIENCE.toMinutes() + " minutes: " + counts.done() + " of "
                + counts.total() + " servers are done, " + counts.blocked() + " blocked, " + counts.cuttingOver()
                + " in cutover, " + counts.watching() + " watched. When this machine has little to do, try again.";
    }

    private void mend(JobLine job) throws CommandFailed {
        if (mended) {
            return;
        }
        screen.note("the demo brings the source server of " + job.name() + " back, and types: cutover retry demo "
                + job.name() + " --restart --reason '" + REASON + "'");
        mend.to(job);
        mended = true;
    }

    private void retry(JobLine job) {
        try {
            retry.to(job);
            retried = true;
        } catch (CommandFailed refusal) {
            if (!refusal.getMessage().equals(lastRefusal)) {
                screen.note(refusal.getMessage());
            }
            lastRefusal = refusal.getMessage();
        }
    }

    /** Whether the retry was accepted. */
    boolean hasRetried() {
        return retried;
    }
}

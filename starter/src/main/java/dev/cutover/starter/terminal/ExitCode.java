package dev.cutover.starter.terminal;

import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Words;

/** How a command ends. Scripts depend on the numbers and on the words. */
public enum ExitCode {
    /** All done; a command that reads could read; {@code start} alone has started. */
    DONE(0),
    /** Something that nobody thought of: a fault of ours. */
    UNEXPECTED(1),
    /** The command line is wrong, or a setting in the environment. */
    WRONG_USAGE(2),
    /** The plan is refused. */
    PLAN_REFUSED(3),
    /** Temporal or SMC cannot be reached, or refuses the credentials. */
    UNREACHABLE(4),
    /**
     * Ended, or settled, with jobs that failed, are blocked or unfinished, or that do not start without a person, or with a group that is split;
     * or somebody does not take a message.
     */
    ENDED_BADLY(5),
    /** Ended with jobs deferred or skipped; none is worse. */
    PARTLY_DONE(6),
    /** Unknown wave or job, wave already running, an action that makes no sense now. */
    REFUSED(7),
    /** No worker answers. */
    NO_WORKER(8),
    /** Ctrl-C; a watch only detaches. */
    INTERRUPTED(130),
    /** Nobody reads what a watch writes, as when a pipe is closed. */
    UNREAD(141),
    /** Told to end. */
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** As JSON errors spell it: {@code planRefused}. */
    public String word() {
        return Words.camelCase(this);
    }

    /** For a wave that has ended, or that does not go on without a person. */
    public static ExitCode of(WaveProgress wave) {
        if (wave.groups().stream().anyMatch(GroupProgress::split)) {
            return ENDED_BADLY;
        }
        return switch (wave.counts().outcome()) {
            case DONE -> DONE;
            case PARTLY_DONE -> PARTLY_DONE;
            case NOT_DONE, RUNNING, ENDED_WITHOUT_REPORT, UNRECOGNISED -> ENDED_BADLY;
        };
    }
}

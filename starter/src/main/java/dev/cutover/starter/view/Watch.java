package dev.cutover.starter.view;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.WaveView;
import java.time.Duration;
import java.util.List;

/** Follows a wave to its end. It only looks: that it is ended changes nothing for the wave. */
public final class Watch {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** One job may take the place of another in every count. */
    private static final int MOST_LOOKS_WITHOUT_ROWS = 9;

    private final Terminal terminal;
    private final Wave wave;
    private final Screen screen;
    private final boolean untilSettled;
    private final Companion companion;
    private WaveProgress known;
    private boolean over;
    private int looksWithoutRows;
    private List<JobLine> jobs = List.of();

    /** Who looks along. */
    @FunctionalInterface
    public interface Companion {
        /** After each look, and after one that failed. What is thrown ends the watch. */
        void saw(Frame last) throws CommandFailed;
    }

    /** @param untilSettled ends also when nothing goes on without a person */
    public Watch(Terminal terminal, Wave wave, Screen screen, boolean untilSettled) {
        this(terminal, wave, screen, untilSettled, frame -> {});
    }

    public Watch(Terminal terminal, Wave wave, Screen screen, boolean untilSettled, Companion companion) {
        this.terminal = terminal;
        this.wave = wave;
        this.screen = screen;
        this.untilSettled = untilSettled;
        this.companion = companion;
    }

    /** The last look at it. Fails when it cannot be seen at all; what fails later is tried again. */
    public Frame follow() throws CommandFailed {
        try {
            Frame frame = look();
            companion.saw(frame);
            while (!isEnd(frame)) {
                if (!screen.isRead()) {
                    throw new CommandFailed(ExitCode.UNREAD, "Nobody reads this any longer; the wave goes on.");
                }
                terminal.pause().of(BETWEEN_LOOKS);
                frame = lookAgain(frame);
                companion.saw(frame);
            }
            screen.end(frame);
            return frame;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.INTERRUPTED, "Interrupted; the wave goes on.");
        }
    }

    private boolean isEnd(Frame frame) {
        return isEnd(frame.progress());
    }

    private boolean isEnd(WaveProgress progress) {
        return over || (untilSettled && progress.settled());
    }

    private Frame look() throws CommandFailed {
        WaveView view = wave.look();
        WaveProgress now = view.progress();
        over = view.isOver();
        if (areRowsWanted(now)) {
            jobs = view.jobs();
            looksWithoutRows = 0;
        } else {
            looksWithoutRows++;
        }
        known = now;
        Frame frame = new Frame(now, jobs);
        screen.show(frame);
        return frame;
    }

    /** One page is asked for each time, more of them when there is likely something new in them, and all for the last look. */
    private boolean areRowsWanted(WaveProgress now) {
        return now.counts().total() <= JobPage.ROWS
                || known == null
                || isEnd(now)
                || looksWithoutRows >= MOST_LOOKS_WITHOUT_ROWS
                || !sameJobs(known, now);
    }

    private static boolean sameJobs(WaveProgress before, WaveProgress now) {
        return before.counts().equals(now.counts())
                && before.groups().equals(now.groups())
                && before.overdue() == now.overdue()
                && before.readyAgain() == now.readyAgain();
    }

    /** A server or a worker that is away for a while does not end a night's watch; a wave that is gone does. */
    private Frame lookAgain(Frame last) throws CommandFailed {
        try {
            return look();
        } catch (CommandFailed failure) {
            if (failure.exitCode() == ExitCode.REFUSED) {
                throw failure;
            }
            screen.trouble(failure.getMessage());
            return last;
        }
    }
}

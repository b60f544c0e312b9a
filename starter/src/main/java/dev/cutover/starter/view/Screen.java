package dev.cutover.starter.view;

import dev.cutover.starter.terminal.Terminal;

/** Where a watched wave is shown. */
public interface Screen {

    void show(Frame frame);

    /** A line that stays. */
    void note(String line);

    /** Temporal or the worker does not answer; the watch goes on. */
    void trouble(String sentence);

    /** Whether anybody still takes what is written; known only once something was. */
    boolean isRead();

    /** The last frame: what is on the screen stays. */
    void end(Frame frame);

    /** Drawn over in a terminal, a line a change when piped, on stderr when stdout is for JSON. */
    static Screen of(Terminal terminal, boolean json) {
        if (json) {
            return new LineScreen(terminal.err(), terminal.clock());
        }
        return terminal.redraws()
                ? new LiveScreen(terminal.out(), terminal.clock(), Style.of(terminal.colours()), terminal.window())
                : new LineScreen(terminal.out(), terminal.clock());
    }
}

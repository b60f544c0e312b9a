package dev.cutover.starter.view;

import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.Window;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** For a terminal: a block of lines that is drawn over, low enough for 24 lines of 80 columns. What is too long for a line ends in an ellipsis. */
public final class LiveScreen implements Screen {

    private static final int MOST_GROUPS = 8;
    private static final int MOST_NOTABLE = 8;
    private static final int MOST_NOTICES = 8;
    /** One line of 24 is the cursor's. */
    private static final int TALLEST = 23;
    /** However much there is above. */
    private static final int FEWEST = 2;

    private static final String CLEAR_BELOW = "\u001b[J";
    /** When the window has become narrower meanwhile, the terminal itself cuts, so that a line stays a line. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final InstantSource clock;
    private final Window window;
    private final WaveText text;
    private int drawn;
    private List<String> last = List.of();

    public LiveScreen(PrintStream out, InstantSource clock, Style style, Window window) {
        this.out = out;
        this.clock = clock;
        this.window = window;
        this.text = new WaveText(style, window);
    }

    @Override
    public void show(Frame frame) {
        last = lines(frame);
        draw(last);
    }

    private List<String> lines(Frame frame) {
        WaveProgress wave = frame.progress();
        String status = "cutover status " + wave.wave();
        List<String> lines = new ArrayList<>(text.head(wave, clock.instant()));
        lines.addAll(text.split(wave, clock.instant()));
        lines.addAll(text.unfinished(frame.jobs(), MOST_NOTABLE, status));
        lines.addAll(text.notices(wave, clock.instant(), MOST_NOTICES, status));
        List<String> notable =
                text.notable(frame.jobs(), Math.max(FEWEST, Math.min(MOST_NOTABLE, TALLEST - lines.size())), status);
        int room = Math.min(MOST_GROUPS, TALLEST - lines.size() - notable.size());
        if (room > 0) {
            lines.addAll(cut(text.groups(wave), room, "groups"));
        }
        lines.addAll(notable);
        return cut(lines, TALLEST, "lines: `" + status + "`");
    }

    private static List<String> cut(List<String> lines, int most, String what) {
        if (lines.size() <= most) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most - 1));
        kept.add("  ... and " + (lines.size() - kept.size()) + " more " + what);
        return kept;
    }

    @Override
    public void note(String line) {
        erase();
        // It stays, so it may be as long as it is.
        out.println(line);
        draw(last);
    }

    @Override
    public void trouble(String sentence) {
        List<String> lines = new ArrayList<>(last);
        lines.addAll(window.wrapped("", sentence + " Trying again."));
        draw(lines);
    }

    @Override
    public boolean isRead() {
        return !out.checkError();
    }

    @Override
    public void end(Frame frame) {
        show(frame);
        drawn = 0;
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\r" + CLEAR_BELOW);
        }
        drawn = 0;
    }

    private void draw(List<String> lines) {
        erase();
        StringBuilder block = new StringBuilder(NO_WRAP);
        lines.forEach(line -> block.append(window.cut(line)).append('\n'));
        out.print(block.append(WRAP));
        out.flush();
        drawn = lines.size();
    }
}

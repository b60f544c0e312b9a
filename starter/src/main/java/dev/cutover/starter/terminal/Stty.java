package dev.cutover.starter.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the terminal of this process for its size; Java itself cannot. */
public final class Stty {

    private static final long PATIENCE_SECONDS = 1;

    private static final Pattern SIZE = Pattern.compile("\\s*\\d+ (\\d{1,5})\\s*");

    private Stty() {}

    /** 0 when there is no terminal, no {@code stty}, or no answer. */
    public static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            return columns(new String(stty.getInputStream().readAllBytes(), US_ASCII));
        } catch (IOException none) {
            return 0;
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** @param size {@code rows columns} */
    static int columns(String size) {
        Matcher told = SIZE.matcher(size);
        return told.matches() ? Integer.parseInt(told.group(1)) : 0;
    }
}

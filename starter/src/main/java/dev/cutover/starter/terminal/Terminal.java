package dev.cutover.starter.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What a command has of the world.
 *
 * @param out results, and nothing else
 * @param err what goes on meanwhile, and errors
 * @param in answers to questions
 * @param interactive a person sits there: input and output are a terminal
 * @param columns how wide its window is, when asked; 0: it does not tell
 * @param pause waits; a test's does not
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        boolean interactive,
        IntSupplier columns,
        Map<String, String> environment,
        InstantSource clock,
        Pause pause) {

    /** Waits for a while. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Whether to colour what a person reads: never when piped, nor when {@code NO_COLOR} is set. */
    public boolean colours() {
        return interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether lines can be drawn over. */
    public boolean redraws() {
        return interactive && !"dumb".equals(environment.get("TERM"));
    }

    /** How long the lines may be that a person reads. It is asked now: the window may have become another since. */
    public Window window() {
        return interactive ? Window.of(environment, columns) : Window.ENDLESS;
    }

    /** Fails where nobody can be asked: before anything else is done that would be in vain. */
    public void requireSomebody() throws CommandFailed {
        if (!interactive) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE, "Nothing was done: there is no terminal to ask in. Add --yes to go ahead.");
        }
    }

    /**
     * Asks a person.
     *
     * @return {@code false} unless the answer is yes
     * @throws CommandFailed where nobody can answer
     */
    public boolean agrees(String question) throws CommandFailed {
        requireSomebody();
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = in.readLine();
            if (answer == null) {
                // Nobody pressed return: what follows is a line of its own.
                err.println();
            }
            return answer != null
                    && switch (answer.strip().toLowerCase(Locale.ROOT)) {
                        case "y", "yes" -> true;
                        default -> false;
                    };
        } catch (IOException unreadable) {
            return false;
        }
    }
}

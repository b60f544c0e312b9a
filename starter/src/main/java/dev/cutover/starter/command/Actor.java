package dev.cutover.starter.command;

import dev.cutover.contract.WaveAction;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/** Who acts, and why: both stand in the report. */
final class Actor {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, for the report; at most " + WaveAction.LONGEST_REASON + " characters")
    private String reason;

    @Option(names = "--as", paramLabel = "WHO", description = "who, for the report; default: user@host")
    private String as;

    /** Fails when the wave would not take the words, before anybody is asked. */
    void check() throws CommandFailed {
        check("--reason", reason, WaveAction.LONGEST_REASON);
        check("--as", name(), WaveAction.LONGEST_ACTOR);
    }

    private static void check(String option, String words, int longest) throws CommandFailed {
        if (words.isBlank() || words.length() > longest) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    option + " has " + (words.isBlank() ? "no words" : words.length() + " characters") + ": give 1 to "
                            + longest + " characters. Nothing was done.");
        }
    }

    String reason() {
        return reason;
    }

    String name() {
        return as == null ? user() : as;
    }

    /** Who sits there. */
    static String user() {
        String whole = System.getProperty("user.name", "unknown") + "@" + host();
        return whole.length() <= WaveAction.LONGEST_ACTOR ? whole : whole.substring(0, WaveAction.LONGEST_ACTOR);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}

package dev.cutover.contract;

import java.time.Duration;
import java.util.List;

/**
 * Something of the user's own: exactly one of the first four is there, the others are {@code null}. Secrets are names of environment variables of
 * the worker, which begin with {@link #SECRET}.
 *
 * @param timeout after which it counts as refused, however often it was tried
 * @param expectedDuration counted when it is decided whether a job still fits into the window
 * @param atOnce so many of this hook run at a time on one worker; {@code null}: as many as there are
 */
public record Hook(
        Http http,
        Command command,
        Manual manual,
        Task activity,
        Duration timeout,
        Duration expectedDuration,
        Integer atOnce) {

    /** How the names of environment variables begin that a plan may name. No other one is ever read for a plan: it could be a key to the cloud. */
    public static final String SECRET = "CUTOVER_SECRET_";

    /** The longest evidence of a hook that is kept, in characters. */
    public static final int LONGEST_OUTPUT = 500;

    /**
     * An endpoint that is sent {@link HookInput} as JSON by POST.
     *
     * @param url https, or http to this machine; {@code null} when {@code urlFrom} is there
     * @param urlFrom the environment variable that holds it
     */
    public record Http(String url, String urlFrom, List<Header> headers) {
        public Http {
            headers = Words.list(headers);
        }
    }

    /**
     * A header of the request.
     *
     * @param value {@code null} when {@code valueFrom} is there
     * @param valueFrom the environment variable that holds it
     */
    public record Header(String name, String value, String valueFrom) {}

    /**
     * A program in the folder that the worker was told of; gets {@link HookInput} as JSON on its standard input.
     *
     * @param program its name in that folder
     * @param environment the environment variables of the worker that it is handed, beside the harmless ones
     */
    public record Command(String program, List<String> arguments, List<String> environment) {
        public Command {
            arguments = Words.list(arguments);
            environment = Words.list(environment);
        }
    }

    /** A step that a person confirms; of groups only. */
    public record Manual(String instruction) {}

    /**
     * An activity of the user's own: takes {@link HookInput} as JSON, and returns {@link HookResult} as JSON, or nothing.
     *
     * @param type its name
     * @param taskQueue where its worker is
     */
    public record Task(String type, String taskQueue) {}
}

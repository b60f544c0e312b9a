package dev.cutover.activities;

import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** One step by a program in the worker's folder. */
final class CommandHook {

    /** {@code EX_TEMPFAIL} of {@code sysexits.h}. */
    static final int TRY_AGAIN = 75;

    static final String KEY = "CUTOVER_KEY";

    /** What a program sees of the worker's environment, beside what the plan names. */
    private static final List<String> HARMLESS = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    /** No file could be opened, no process made, or the program is just being replaced: {@code EAGAIN}, {@code ENOMEM}, {@code ETXTBSY}. */
    private static final String PASSING = "(?s).*error=(11|12|26)\\D.*";

    private final Programs programs;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private final AtOnce atOnce;
    private final LongSupplier ticker;
    private final Pace pace;

    CommandHook(
            Programs programs,
            Map<String, String> environment,
            Secrets secrets,
            AtOnce atOnce,
            LongSupplier ticker,
            Pace pace) {
        this.programs = programs;
        this.environment = environment;
        this.secrets = secrets;
        this.atOnce = atOnce;
        this.ticker = ticker;
        this.pace = pace;
    }

    /**
     * How long is waited for what.
     *
     * @param beat how often Temporal is told that the program goes on
     * @param lastWords for its output, when it has ended
     * @param grace between asking it to end and killing it
     */
    record Pace(Duration beat, Duration lastWords, Duration grace) {
        static Pace usual() {
            return new Pace(UserHooksImpl.BEAT, Duration.ofSeconds(1), Duration.ofSeconds(10));
        }
    }

    HookResult run(Hook.Command command, Integer most, Duration timeout, HookInput input, HookAttempt attempt)
            throws NotDone {
        ProcessBuilder builder = builder(command, input);
        if (!atOnce.enter(command.program(), most, input.key())) {
            throw UserHooksImpl.othersRun(command.program(), most);
        }
        try {
            RunningProgram program = start(command.program(), builder, HttpHook.json(input));
            try {
                return judged(command.program(), program, timeout, attempt);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                throw NotDone.silent("the worker was stopped while " + command.program() + " ran, and ended it");
            } finally {
                // When it still runs, nobody waits for it any more: cancelled, too late, or the worker stops.
                program.end(pace.grace());
            }
        } finally {
            atOnce.leave(command.program(), input.key());
        }
    }

    private ProcessBuilder builder(Hook.Command command, HookInput input) throws NotDone {
        Path program = programs.named(command.program());
        List<String> words = new ArrayList<>();
        words.add(program.toAbsolutePath().toString());
        words.addAll(command.arguments());
        Map<String, String> seen = new LinkedHashMap<>();
        for (String name : HARMLESS) {
            if (environment.get(name) != null) {
                seen.put(name, environment.get(name));
            }
        }
        for (String name : command.environment()) {
            seen.put(name, secrets.valueOf(name));
        }
        seen.put(KEY, input.key());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(programs.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(seen);
        return builder;
    }

    private static RunningProgram start(String name, ProcessBuilder builder, byte[] input) throws NotDone {
        try {
            return RunningProgram.start(builder, input);
        } catch (IOException failure) {
            // Its message tells the path and the system's reason, and no argument.
            String why = Excerpt.of(String.valueOf(failure.getMessage()), Excerpt.IN_SENTENCE);
            throw String.valueOf(failure.getMessage()).matches(PASSING)
                    ? NotDone.silent(name + " could not be started: " + why)
                    : NotDone.refused(
                            name + " cannot be started (is its first line that of a program there is?): " + why);
        }
    }

    private HookResult judged(String name, RunningProgram program, Duration timeout, HookAttempt attempt)
            throws NotDone, InterruptedException {
        long began = ticker.getAsLong();
        do {
            if (timeout != null && ticker.getAsLong() - began >= timeout.toNanos()) {
                throw NotDone.refused(name + " had not ended after " + timeout.toSeconds() + " s, and is ended");
            }
            attempt.goesOn();
        } while (!program.hasEndedWithin(pace.beat()));
        String said = secrets.redacted(program.output(pace.lastWords()));
        int code = program.exitCode();
        if (code == 0) {
            return new HookResult(Excerpt.ofEnds(said, Hook.LONGEST_OUTPUT));
        }
        String line = Excerpt.ofLastLine(said);
        String sentence = name + " ended with exit code " + code + (line.isEmpty() ? "" : ": " + line);
        throw code == TRY_AGAIN ? NotDone.silent(sentence) : NotDone.refused(sentence);
    }
}

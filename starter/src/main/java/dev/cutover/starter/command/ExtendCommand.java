package dev.cutover.starter.command;

import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.Window;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a wave's window longer, and says what it was and what it is. */
@Command(
        name = "extend",
        description = {
            "Makes the window of a wave longer.",
            "A time T is 2026-11-28T04:30 in the wave's zone, 2026-11-28T04:30+08:00, 2026-11-27T20:30Z, or +30m on the one that is there now."
        },
        mixinStandardHelpOptions = true)
public final class ExtendCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private WaveArgument argument;

    @Option(names = "--last-start", paramLabel = "T", description = "until when cutovers may start")
    private String lastStart;

    @Option(names = "--closes", paramLabel = "T", description = "when the window closes")
    private String closes;

    @Mixin
    private Actor actor;

    @Mixin
    private Output output;

    public ExtendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One JSON document. */
    record Document(String wave, String action, Window before, Window after) {}

    @Override
    public Integer call() throws CommandFailed {
        TypedTime newLastStart = lastStart == null ? null : new TypedTime("--last-start", "last start", lastStart);
        TypedTime newCloses = closes == null ? null : new TypedTime("--closes", "close", closes);
        check(newLastStart, newCloses);
        actor.check();
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            Window before = window(wave);
            ExtendAction action = new ExtendAction(
                    actor.name(),
                    actor.reason(),
                    newLastStart == null ? null : newLastStart.in(before.lastStart(), before.timeZone()),
                    newCloses == null ? null : newCloses.in(before.closes(), before.timeZone()));
            wave.act(Wave.extend(action));
            tell(wave.name(), before, before.extended(action.lastStart(), action.closes()));
            return ExitCode.DONE.number();
        }
    }

    private static void check(TypedTime lastStart, TypedTime closes) throws CommandFailed {
        if (lastStart == null && closes == null) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE, "Say what to extend: --last-start T, --closes T, or both. Nothing was done.");
        }
        if (lastStart != null) {
            lastStart.check();
        }
        if (closes != null) {
            closes.check();
        }
    }

    private static Window window(Wave wave) throws CommandFailed {
        Window window = wave.look().progress().window();
        if (window == null) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "Wave " + wave.name() + " has no window: it takes as long as it takes. Nothing was done.");
        }
        return window;
    }

    private void tell(String wave, Window before, Window after) {
        if (output.isJson()) {
            terminal.out().println(Json.document(new Document(wave, "extend", before, after)));
            return;
        }
        ZoneTime zone = ZoneTime.of(before.timeZone());
        terminal.out().println(wave + ": the window is longer");
        tell(zone, "last start", before.lastStart(), after.lastStart());
        tell(zone, "closes    ", before.closes(), after.closes());
    }

    private void tell(ZoneTime zone, String what, Instant before, Instant after) {
        if (Objects.equals(before, after)) {
            return;
        }
        terminal.out().println("  " + what + "  was " + told(zone, before));
        terminal.out().println("              is  " + told(zone, after));
    }

    private static String told(ZoneTime zone, Instant at) {
        return at == null ? "not set" : zone.both(at);
    }
}

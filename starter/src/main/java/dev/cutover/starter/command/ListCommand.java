package dev.cutover.starter.command;

import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.WaveEntry;
import dev.cutover.starter.wave.Waves;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the waves that Temporal keeps, newest first. Says so when there are more than it shows. */
@Command(name = "list", description = "Lists the waves, newest first.", mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {

    private static final int HIGHEST_LIMIT = 10_000;

    private final Terminal terminal;

    @Option(names = "--limit", paramLabel = "N", description = "how many at most; default: ${DEFAULT-VALUE}")
    private int limit = 20;

    @Mixin
    private Output output;

    public ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param more whether there are older waves than these */
    record Document(List<WaveEntry> waves, boolean more) {}

    @Override
    public Integer call() throws CommandFailed {
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "--limit is " + limit + ": give 1 to " + HIGHEST_LIMIT + ".");
        }
        try (Waves waves = Waves.connect(terminal)) {
            List<WaveEntry> found = waves.list(limit + 1);
            boolean more = found.size() > limit;
            List<WaveEntry> shown = more ? found.subList(0, limit) : found;
            if (output.isJson()) {
                terminal.out().println(Json.document(new Document(shown, more)));
                return ExitCode.DONE.number();
            }
            shown.stream().map(ListCommand::line).forEach(terminal.out()::println);
            if (shown.isEmpty()) {
                terminal.err().println("There are no waves on " + waves.server() + ".");
            }
            if (more) {
                terminal.err()
                        .println(
                                limit == HIGHEST_LIMIT
                                        ? "There are older ones."
                                        : "There are older ones: --limit " + Math.min(HIGHEST_LIMIT, 5 * limit));
            }
            waves.notSearchable().ifPresent(terminal.err()::println);
            return ExitCode.DONE.number();
        }
    }

    private static String line(WaveEntry wave) {
        String counts = wave.counts() == null
                ? ""
                : "  " + wave.counts().done() + " of " + wave.counts().total() + " done";
        return "%-24s  %-22s  %s%s"
                .formatted(wave.wave(), Words.spoken(wave.outcome()), Json.instant(wave.startedAt()), counts);
    }
}

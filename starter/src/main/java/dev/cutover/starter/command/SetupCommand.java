package dev.cutover.starter.command;

import dev.cutover.contract.SearchAttribute;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Setup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prepares the namespace of Temporal. Run again it changes nothing; where it may not, it says what to type. */
@Command(
        name = "setup",
        description = "Registers the search attributes of waves in Temporal's namespace.",
        mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {

    /** A change board asks after a weekend. */
    private static final Duration SHORT_RETENTION = Duration.ofDays(7);

    private final Terminal terminal;

    @Mixin
    private Output output;

    public SetupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * One JSON document.
     *
     * @param retention how long the namespace keeps an ended wave; {@code null} when that is not told
     */
    record Document(String namespace, List<Attribute> searchAttributes, Duration retention) {

        static Document of(Setup.Done done) {
            return new Document(
                    done.namespace(),
                    Arrays.stream(SearchAttribute.values())
                            .map(one -> new Attribute(
                                    one.attribute(),
                                    one.typeWord(),
                                    done.added().contains(one)))
                            .toList(),
                    done.retention().isZero() ? null : done.retention());
        }
    }

    /** @param added just now; else it was there */
    record Attribute(String name, String type, boolean added) {

        String line() {
            return "%-20s  %-11s  %s".formatted(name, type, added ? "added" : "there already");
        }
    }

    @Override
    public Integer call() throws CommandFailed {
        try (Setup setup = Setup.connect(terminal)) {
            Setup.Done done = setup.run();
            Document document = Document.of(done);
            if (output.isJson()) {
                terminal.out().println(Json.document(document));
            } else {
                document.searchAttributes().stream().map(Attribute::line).forEach(terminal.out()::println);
            }
            tellMore(done, document.retention());
            return ExitCode.DONE.number();
        }
    }

    private void tellMore(Setup.Done done, Duration retention) {
        if (!done.searchable()) {
            terminal.err()
                    .println(
                            "Temporal does not search by them yet: wait for a minute before the next `cutover start`.");
        }
        if (retention != null && retention.compareTo(SHORT_RETENTION) < 0) {
            terminal.err()
                    .println("The namespace " + done.namespace() + " keeps a wave for " + retention.toHours()
                            + " h after its end, and its report with it. To keep it for longer: `temporal operator namespace"
                            + " update --namespace " + done.namespace() + " --retention 30d`.");
        }
    }
}

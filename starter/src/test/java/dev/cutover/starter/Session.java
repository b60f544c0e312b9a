package dev.cutover.starter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cutover.starter.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line without a process around it: what a script would see. */
final class Session {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    final CommandLine cutover;

    Session() {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new BufferedReader(new StringReader("")),
                false,
                () -> 0,
                Map.of(),
                InstantSource.fixed(Instant.EPOCH),
                duration -> {});
        cutover = Cutover.commandLine(terminal, () -> 0);
    }

    static List<String> commandNames() {
        return commands().stream().map(CommandSpec::name).toList();
    }

    static List<CommandSpec> commands() {
        return new Session()
                .cutover.getSubcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .distinct()
                        .toList();
    }

    /** The exit code. */
    int run(String... arguments) {
        return cutover.execute(arguments);
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }
}

package dev.cutover.starter.local;

import dev.cutover.contract.Plan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A Temporal of one's own with a worker, for as long as it runs; what it knows stays on disk. */
@Command(
        name = "up",
        description = {
            "Runs a Temporal of your own on this machine, with its Web UI, and a worker. Waves survive a restart.",
            "It is for one machine and its user: it listens on loopback and asks for no password."
        },
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--temporal",
            paramLabel = "FILE",
            description = "the `temporal` program; default: the one on PATH, else it is downloaded")
    private Path program;

    @Option(names = "--data", paramLabel = "DIR", description = "where waves are kept; default: ~/.local/share/cutover")
    private Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "Temporal's; default: ${DEFAULT-VALUE}")
    private int port = LocalTemporal.USUAL_PORT;

    @Option(names = "--ui-port", paramLabel = "PORT", description = "of the Web UI; default: ${DEFAULT-VALUE}")
    private int uiPort = 8233;

    @Option(names = "--account", paramLabel = "NAME", description = "whose waves the worker takes")
    private String account;

    @Option(names = "--simulate", description = "with a pretended SMC and a sample plan, instead of the real one")
    private boolean simulate;

    public UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (account != null && !account.matches(Plan.ACCOUNT)) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--account is '" + account + "': give letters, digits, '.', '_' and '-', at most 63 of them.");
        }
        // All that can be refused is, before anything is made or started.
        LocalTemporal.checkPorts(port, uiPort);
        Optional<Path> found = LocalTemporal.program(program, terminal.environment());
        Home home = Home.of(data, found.isEmpty(), terminal.environment());
        return new Up(terminal, home, new LocalTemporal.Settings(found, home, port, uiPort), account, simulate).run();
    }
}

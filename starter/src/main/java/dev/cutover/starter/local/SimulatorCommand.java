package dev.cutover.starter.local;

import dev.cutover.simulator.BadFile;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultsFile;
import dev.cutover.simulator.JobsFile;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.starter.plan.PlanFile;
import dev.cutover.starter.plan.PlanRefused;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a pretended SMC until it is told to stop. */
@Command(
        name = "simulator",
        description = "Pretends to be SMC: for trying plans, and tools, without a cloud.",
        mixinStandardHelpOptions = true)
public final class SimulatorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--host", paramLabel = "HOST", description = "where to listen; default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "0 picks one; default: ${DEFAULT-VALUE}")
    private int port = 8640;

    @ArgGroup(exclusive = true)
    private Jobs jobs = new Jobs();

    @Option(names = "--faults", paramLabel = "FILE", description = "what goes wrong (YAML)")
    private Path faults;

    @Option(names = "--seed", paramLabel = "N", description = "of the faults that strike at a rate; default: 1")
    private long seed = 1;

    @Option(names = "--speed", paramLabel = "X", description = "divides all durations and periods; default: 1")
    private double speed = 1;

    @Option(
            names = "--max-running",
            paramLabel = "N",
            description = "the most running jobs of the account; default: no limit")
    private int maxRunning;

    @Option(
            names = "--access-key",
            paramLabel = "ID:SECRET",
            description = "the key that it knows; default: simulator:simulator")
    private String accessKey = "simulator:simulator";

    /** Where its jobs come from. */
    static final class Jobs {
        @Option(names = "--plan", paramLabel = "PLAN", description = "its jobs are those of this plan, all Waiting")
        private Path plan;

        @Option(names = "--jobs", paramLabel = "FILE", description = "its jobs (YAML)")
        private Path file;
    }

    public SimulatorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        try (Simulator simulator = start()) {
            terminal.out().println("simulator listening on " + simulator.endpoint());
            terminal.out().flush();
            new CountDownLatch(1).await();
            return ExitCode.TERMINATED.number();
        } catch (InterruptedException told) {
            return ExitCode.INTERRUPTED.number();
        }
    }

    private Simulator start() throws CommandFailed {
        SimulatorOptions options = options();
        List<SimulatedJob> known = jobs();
        List<Fault> wrong =
                faults == null ? List.of() : read(faults, (text, file) -> FaultsFile.read(text, file, known));
        try {
            return Simulator.start(options, known, wrong, terminal.clock());
        } catch (IOException taken) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "It cannot listen on " + host + ":" + port + " (" + taken.getMessage()
                            + "): choose another with --port, or 0 for any.");
        }
    }

    private SimulatorOptions options() throws CommandFailed {
        require(port >= 0 && port <= 65_535, "--port is " + port + ": give 0 to 65535.");
        require(!host.isBlank(), "--host is empty: give a name or an address of this machine.");
        require(speed >= 0.001 && speed <= 1_000_000, "--speed is " + speed + ": give 0.001 to 1000000.");
        require(maxRunning >= 0, "--max-running is " + maxRunning + ": give a number of jobs, or 0 for no limit.");
        require(accessKey.matches("[^:,\\s][^:,]*:.*\\S.*"), "--access-key wants ID:SECRET, and no comma in the id.");
        int colon = accessKey.indexOf(':');
        return SimulatorOptions.defaults()
                .at(host, port)
                .withSeed(seed)
                .withSpeed(speed)
                .withMaxRunning(maxRunning)
                .withKey(accessKey.substring(0, colon), accessKey.substring(colon + 1));
    }

    private static void require(boolean right, String otherwise) throws CommandFailed {
        if (!right) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, otherwise);
        }
    }

    private List<SimulatedJob> jobs() throws CommandFailed {
        if (jobs.plan != null) {
            try {
                return PretendedServers.of(PlanFile.read(jobs.plan, null));
            } catch (PlanRefused refused) {
                throw new CommandFailed(ExitCode.PLAN_REFUSED, "The plan is refused.", refused.problems());
            }
        }
        if (jobs.file != null) {
            return read(jobs.file, JobsFile::jobs);
        }
        terminal.err().println("no jobs: give --plan or --jobs, or POST some to /admin/jobs");
        return List.of();
    }

    /** Reads one of the simulator's own files. */
    @FunctionalInterface
    private interface Reader<T> {
        List<T> read(String text, String file) throws BadFile;
    }

    private static <T> List<T> read(Path file, Reader<T> reader) throws CommandFailed {
        try {
            return reader.read(Files.readString(file), file.toString());
        } catch (BadFile bad) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, String.join("\n", bad.problems()));
        } catch (MalformedInputException noText) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, file + " is not UTF-8.");
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, file + " cannot be read: " + unreadable.getMessage());
        }
    }
}

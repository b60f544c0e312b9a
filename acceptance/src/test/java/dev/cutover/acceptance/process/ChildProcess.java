package dev.cutover.acceptance.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cutover.acceptance.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A process of its own that a test starts, reads, freezes and kills. Its output (both streams in one) is kept line by line, and it does
 * not outlive the test's JVM.
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private final Thread lastWill;
    private boolean ended;

    private ChildProcess(Process process) {
        this.process = process;
        this.lastWill = new Thread(() -> process.toHandle().destroyForcibly());
        this.reader = new Thread(this::read, "output of " + process.pid());
        Runtime.getRuntime().addShutdownHook(lastWill);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Runs {@code cutover}, that is the one jar, as the launcher does.
     *
     * @param environment added to this process's own; a key with an empty value is taken away instead
     * @param arguments   for example {@code worker --account prod}
     */
    public static ChildProcess cutover(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Project.java().toString()));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-XX:+CrashOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "cutover-crash-%p.log"),
                "-jar",
                Project.jar().toString()));
        command.addAll(Arrays.asList(arguments));
        return start(environment, command);
    }

    /** Runs a command. The environment is that of {@link #cutover}. */
    public static ChildProcess start(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        try {
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(its output broke off: " + e + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said so far. */
    public synchronized List<String> output() {
        return List.copyOf(lines);
    }

    /** The first line, said or to come, that is wanted; fails, with all that was said, when it ends or the time passes without one. */
    public String awaitLine(Predicate<String> wanted, Duration patience) throws InterruptedException {
        return awaitLine(0, wanted, patience);
    }

    /** The same, among the lines from number {@code from} (counted from 0) on. */
    public synchronized String awaitLine(int from, Predicate<String> wanted, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int seen = from;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return lines.get(seen);
                }
            }
            long left = deadline - System.nanoTime();
            if (ended || left <= 0) {
                throw new AssertionError((ended
                                ? "it ended without the line; it said:\n"
                                : "no such line in " + patience + "; it said:\n")
                        + String.join("\n", lines));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Writes a line to its standard input. */
    public void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** SIGKILL: it ends at once and hears nothing of it. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    /** SIGTERM; {@link #awaitEnd} tells how it took it. */
    public void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    /** SIGINT, as Ctrl-C sends it. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** SIGSTOP: it stands still, in the middle of whatever it does. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    "cannot send " + name + " to " + pid() + ": it is " + (isAlive() ? "alive" : "gone"));
        }
    }

    /** The exit code: 128 and the signal's number when a signal ended it. All output is there afterwards. */
    public int awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + patience + "; it said:\n" + String.join("\n", output()));
        }
        reader.join(TimeUnit.SECONDS.toMillis(10));
        return process.exitValue();
    }

    /** Writes what it said to a file, for who has to find out why a test failed. */
    public void keepOutput(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, output());
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook has done it.
        }
    }
}

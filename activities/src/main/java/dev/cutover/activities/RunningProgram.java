package dev.cutover.activities;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that runs. It may leave its input unread, say more than anybody wants to hear, start others and not end: nobody waits longer than
 * asked for, and {@link #end} leaves nothing of it.
 */
final class RunningProgram {

    /** What is killed is gone soon, unless the system itself is stuck. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);

    private final Process process;
    private final Output output = new Output();
    private final Thread listener;

    private RunningProgram(Process process, byte[] input) {
        this.process = process;
        this.listener = daemon("hook-output", this::listen);
        listener.start();
        daemon("hook-input", () -> tell(input)).start();
    }

    /** @throws IOException when it cannot be started */
    static RunningProgram start(ProcessBuilder builder, byte[] input) throws IOException {
        return new RunningProgram(builder.redirectErrorStream(true).start(), input);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void tell(byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException unread) {
            // It does not want to know, or has ended.
        }
    }

    private void listen() {
        byte[] heard = new byte[8 << 10];
        try (InputStream out = process.getInputStream()) {
            for (int length = out.read(heard); length >= 0; length = out.read(heard)) {
                output.add(heard, length);
            }
        } catch (IOException ended) {
            // What was said before counts.
        }
    }

    boolean hasEndedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /**
     * What it said, after it has ended.
     *
     * @param patience what it started may still hold the line, and say nothing
     */
    String output(Duration patience) throws InterruptedException {
        listener.join(Math.max(1, patience.toMillis()));
        return output.text();
    }

    /**
     * Asks it and whatever it has started to end, and kills what is left after the grace; an interruption only makes it hurry. One that has ended
     * by itself is left alone, and so is what it meant to leave behind.
     */
    void end(Duration grace) {
        if (!process.isAlive()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        Set<ProcessHandle> family = new LinkedHashSet<>();
        // First of all: what it has started is nobody's any more once it has ended.
        family.add(process.toHandle());
        process.descendants().forEach(family::add);
        family.forEach(ProcessHandle::destroy);
        interrupted |= awaitEnd(family, grace);
        // What was started meanwhile.
        List.copyOf(family).forEach(one -> one.descendants().forEach(family::add));
        family.forEach(ProcessHandle::destroyForcibly);
        interrupted |= awaitEnd(family, AFTER_KILL);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitEnd(Set<ProcessHandle> family, Duration time) {
        CompletableFuture<?> ended = CompletableFuture.allOf(family.stream()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException hurry) {
            return true;
        }
        return false;
    }
}

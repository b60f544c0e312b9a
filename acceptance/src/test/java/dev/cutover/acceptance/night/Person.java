package dev.cutover.acceptance.night;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Window;
import dev.cutover.simulator.JobChange;
import dev.cutover.simulator.Simulator;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Who is awake that night, and does what chance has them do. What makes no sense is refused, as it must be. */
final class Person implements AutoCloseable {

    private static final String NAME = "ada@ops";
    private static final String WHY = "because";

    /** On the wall: how long an answer is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService voices = Executors.newCachedThreadPool();

    private final CutoverWave wave;
    private final Simulator simulator;
    private final InstantSource clock;
    private final Runnable awaitQuiet;
    private final Runnable mendAccount;
    private final List<Word> accepted = new ArrayList<>();
    private int refused;

    /**
     * @param awaitQuiet ends when the worker has nothing to do
     * @param mendAccount gives the worker new keys
     */
    Person(CutoverWave wave, Simulator simulator, InstantSource clock, Runnable awaitQuiet, Runnable mendAccount) {
        this.wave = wave;
        this.simulator = simulator;
        this.clock = clock;
        this.awaitQuiet = awaitQuiet;
        this.mendAccount = mendAccount;
    }

    /**
     * A word that the wave took.
     *
     * @param jobs to which it was said
     * @param maxConcurrent or {@code null}
     * @param lastStart or {@code null}
     */
    record Word(Instant at, Deed.Kind kind, List<JobId> jobs, Integer maxConcurrent, Instant lastStart) {}

    List<Word> accepted() {
        return accepted;
    }

    int refused() {
        return refused;
    }

    void carryOut(Deed deed) {
        Lot lot = new Lot(deed.seed());
        switch (deed.kind()) {
            case HOLD -> say(deed.kind(), () -> wave.hold(action()));
            case RESUME -> say(deed.kind(), () -> wave.resume(action()));
            case DRAIN -> say(deed.kind(), () -> wave.drain(action()));
            case SKIP, RETRY, RESTART, MARK_DONE -> toOne(deed.kind(), lot);
            case APPROVE -> approve(lot.oneIn(3) ? null : lot.of(groups()).name());
            case CONFIRM -> confirm(lot.of(groups()).name());
            case EXTEND -> extend(lot);
            case SET -> set(lot.between(1, 5));
            case RUN_BEGINS -> simulator.change(new JobChange(someJob(lot), null, null, true));
            case SOURCE_GOES_OFFLINE -> simulator.change(new JobChange(someJob(lot), "Unavailable", null, false));
            case LOOK_AFTER_ALL -> lookAfterAll();
        }
    }

    private String someJob(Lot lot) {
        return lot.of(lines()).job().value();
    }

    private void toOne(Deed.Kind kind, Lot lot) {
        List<JobLine> lines = lines();
        List<JobLine> likely = lines.stream().filter(likely(kind)).toList();
        toJobs(kind, List.of(lot.of(likely.isEmpty() ? lines : likely).job()), lot.oneIn(3));
    }

    private static Predicate<JobLine> likely(Deed.Kind kind) {
        return switch (kind) {
            case SKIP -> line -> line.state() == JobState.WATCHING || line.state() == JobState.BLOCKED;
            default -> line -> line.state() == JobState.BLOCKED;
        };
    }

    /** @param override of a mark-done */
    private void toJobs(Deed.Kind kind, List<JobId> jobs, boolean override) {
        JobsAction action = new JobsAction(NAME, WHY, "some", jobs, kind == Deed.Kind.RESTART, override);
        say(new Word(clock.instant(), kind, jobs, null, null), () -> {
            switch (kind) {
                case SKIP -> wave.skip(action);
                case MARK_DONE -> wave.markDone(action);
                default -> wave.retry(action);
            }
        });
    }

    private void approve(String group) {
        say(Deed.Kind.APPROVE, () -> wave.approve(new StepAction(NAME, WHY, group, null)));
    }

    private void confirm(String group) {
        say(Deed.Kind.CONFIRM, () -> wave.confirm(new StepAction(NAME, WHY, group, null)));
    }

    private void extend(Lot lot) {
        Window window = wave.progress().window();
        if (window == null) {
            return;
        }
        Instant lastStart = lot.oneIn(4) ? null : window.lastStart().plus(lot.minutes(5, 40));
        Instant closes = lot.oneIn(4) ? null : window.closes().plus(lot.minutes(5, 40));
        say(
                new Word(clock.instant(), Deed.Kind.EXTEND, List.of(), null, lastStart),
                () -> wave.extend(new ExtendAction(NAME, WHY, lastStart, closes)));
    }

    private void set(int maxConcurrent) {
        say(
                new Word(clock.instant(), Deed.Kind.SET, List.of(), maxConcurrent, null),
                () -> wave.set(new SetAction(NAME, WHY, maxConcurrent)));
    }

    /** Mends the account and the sources, approves and confirms what waits, starts and retries what is blocked, and lets it go on. */
    private void lookAfterAll() {
        WaveProgress progress = wave.progress();
        boolean isRefused = progress.hold() != null && progress.hold().reason() == HoldReason.ACCOUNT;
        if (isRefused || progress.standing() == Standing.DRAINED) {
            // A drained wave tells of no hold any more, and its cutovers in flight wait for the account all the same.
            mendAccount.run();
        }
        if (progress.waitsForApproval()) {
            approve(null);
        }
        for (GroupProgress group : progress.groups()) {
            if (group.waitsForApproval()) {
                approve(group.name());
            }
            if (group.waiting() != null) {
                confirm(group.name());
            }
        }
        for (JobLine line : lines()) {
            if (line.state() == JobState.BLOCKED) {
                simulator.change(JobChange.mended(line.job().value()));
                boolean stands = line.known() == Sighting.IN_ERROR
                        || line.known() == Sighting.STOPPED
                        || line.known() == Sighting.NEVER_STARTED;
                toJobs(stands ? Deed.Kind.RESTART : Deed.Kind.RETRY, List.of(line.job()), false);
            }
        }
        if (wave.progress().standing() == Standing.HELD) {
            say(Deed.Kind.RESUME, () -> wave.resume(action()));
        }
    }

    private List<JobLine> lines() {
        return wave.jobs(1).jobs();
    }

    private List<GroupProgress> groups() {
        return wave.progress().groups();
    }

    private static WaveAction action() {
        return new WaveAction(NAME, WHY);
    }

    private void say(Deed.Kind kind, Runnable update) {
        say(new Word(clock.instant(), kind, List.of(), null, null), update);
    }

    private void say(Word word, Runnable update) {
        // Spoken in between, the word would meet a task that the in-JVM server (1.38.0) refuses.
        awaitQuiet.run();
        CompletableFuture<Void> answer = CompletableFuture.runAsync(update, voices);
        try {
            answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            accepted.add(word);
        } catch (TimeoutException silence) {
            throw new EngineFailed("no answer to " + word);
        } catch (ExecutionException failure) {
            boolean senseless = failure.getCause() instanceof WorkflowUpdateException
                    || failure.getCause() instanceof WorkflowNotFoundException;
            if (!senseless) {
                throw new IllegalStateException(failure.getCause());
            }
            refused++;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ending);
        }
    }

    @Override
    public void close() {
        voices.shutdownNow();
    }
}

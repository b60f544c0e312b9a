package dev.cutover.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One job's life: its states, and when the next of them comes. Knows no clock; it is told the time. */
final class LiveJob {

    /** What a run goes through, each for a third of its time. */
    private static final List<String> STAGES = List.of("Preparing", "Syncing", "Processing");

    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(7);
    private static final int MOST_RUNS_SHOWN = 100;

    private final SimulatedJob asked;
    private final Source source;
    private final double speed;
    private final Instant createdAt;
    private Instant expiresAt;
    private String status = "";
    private String business = "";
    private String errorCode = "";
    /** When the present stage ends, or a waiting job's next run starts; {@code null}: never by itself. */
    private Instant nextAt;

    private Instant runStartedAt;
    private boolean startedByHand;
    private Cutover cutover = Cutover.NONE;
    private boolean hasLastRun;
    private boolean failsInLastRun;
    private boolean gone;
    private String imageId = "";
    private String instanceId = "";
    private List<PastRun> runs = List.of();

    /** What a look shows until {@code staleUntil}, or {@code null}: the truth. */
    private View stale;

    private Instant staleUntil;

    /** How far an accepted cutover call has got. */
    private enum Cutover {
        NONE,
        /** The job still shows {@code Waiting}. */
        UNSEEN,
        /** A run was under way; its end is waited for. */
        AFTER_RUN,
        UNDER_WAY
    }

    record PastRun(Instant start, Instant end, String type, String imageId) {}

    /** What a look shows. */
    record View(
            String status,
            String business,
            String errorCode,
            int progress,
            Instant startedAt,
            Instant endedAt,
            String imageId,
            String instanceId,
            List<PastRun> runs) {}

    LiveJob(SimulatedJob asked, Source source, double speed, Instant now) {
        this.asked = asked;
        this.source = source;
        this.speed = speed;
        this.expiresAt = now.plus(scaled(asked.expiresIn()));
        moveTo(asked.status(), now);
        if (status.equals("Waiting")) {
            rememberPastRuns(now);
        }
        this.createdAt = runs.isEmpty() ? now : runs.get(0).start();
    }

    /** A job that waits has run before: its next run is due a frequency after the last one's end, and so was each of those. */
    private void rememberPastRuns(Instant now) {
        Instant end = now;
        Duration frequency = scaled(asked.runs().frequency());
        if (asked.runs().first() != null) {
            nextAt = now.plus(scaled(asked.runs().first()));
            Instant due = nextAt.minus(frequency);
            end = due.isBefore(now) ? due : now;
        }
        Deque<PastRun> past = new ArrayDeque<>();
        List<Duration> took = asked.runs().past().isEmpty()
                ? List.of(asked.runs().duration())
                : asked.runs().past();
        for (int number = took.size() - 1; number >= 0; number--) {
            Instant start = end.minus(scaled(took.get(number)));
            past.addFirst(new PastRun(start, end, number == 0 ? "Manual" : "Schedule", ""));
            end = start.minus(frequency);
        }
        runs = List.copyOf(past);
    }

    /** Puts it into a state, as nobody can at the real SMC. What it was about is forgotten. */
    void moveTo(String newStatus, Instant now) {
        status = newStatus;
        business = "";
        errorCode = newStatus.equals("InError") ? "JobError.Simulated" : "";
        nextAt = null;
        cutover = Cutover.NONE;
        failsInLastRun = false;
        imageId = "";
        instanceId = "";
        if (!isEnded() && !now.isBefore(expiresAt)) {
            expiresAt = now.plus(scaled(asked.expiresIn()));
        }
        switch (newStatus) {
            case "Waiting" -> awaitNextRun(now);
            case "Running" -> startRun(now, false);
            case "Finished" -> leaveImage();
            case "Expired" -> expire(now);
            default -> {}
        }
    }

    /**
     * When something happens to it by itself next, or {@code null}.
     *
     * @param mayRun whether the account has room for another running job
     */
    Instant nextEventAt(boolean mayRun) {
        return switch (status) {
            case "Finished", "Deleting" -> null;
            case "Expired" -> nextAt;
            default -> {
                boolean due = nextAt != null && nextAt.isBefore(expiresAt) && (mayRun || !isAboutToRun());
                yield due ? nextAt : expiresAt;
            }
        };
    }

    private boolean isAboutToRun() {
        return status.equals("Waiting") && cutover == Cutover.NONE;
    }

    /** Lets its next event happen. */
    void happen(Instant at) {
        if (status.equals("Expired")) {
            gone = true;
        } else if (!at.isBefore(expiresAt)) {
            expire(expiresAt);
        } else if (cutover == Cutover.UNSEEN) {
            beginCutover(at);
        } else if (status.equals("Waiting")) {
            startRun(at, false);
        } else {
            endStage(at);
        }
    }

    private void expire(Instant at) {
        status = "Expired";
        business = "";
        errorCode = "";
        cutover = Cutover.NONE;
        expiresAt = at;
        nextAt = at.plus(scaled(KEPT_AFTER_EXPIRY));
    }

    private void awaitNextRun(Instant at) {
        status = "Waiting";
        business = "";
        // A run that follows at no distance at all would never let time go on.
        Duration frequency = scaled(asked.runs().frequency());
        nextAt = at.plus(frequency.toMillis() < 1 ? Duration.ofMillis(1) : frequency);
    }

    private void startRun(Instant at, boolean byHand) {
        status = "Running";
        errorCode = "";
        runStartedAt = at;
        startedByHand = byHand;
        enter(0);
    }

    private void enter(int stage) {
        business = STAGES.get(stage);
        Duration whole =
                scaled(isInLastRun() ? asked.lastRun().duration() : asked.runs().duration());
        nextAt = runStartedAt.plus(whole.multipliedBy(stage + 1).dividedBy(STAGES.size()));
    }

    private void endStage(Instant at) {
        if (business.equals("Cleaning")) {
            status = "Finished";
            business = "";
            nextAt = null;
            leaveImage();
            return;
        }
        if (business.equals("Syncing") && isInLastRun() && failsInLastRun) {
            status = "InError";
            business = "";
            errorCode = "JobError.LastRunFailed";
            failsInLastRun = false;
            nextAt = null;
            return;
        }
        int stage = STAGES.indexOf(business);
        if (stage + 1 < STAGES.size()) {
            enter(stage + 1);
        } else {
            endRun(at);
        }
    }

    private void endRun(Instant at) {
        List<PastRun> all = new ArrayList<>(runs.subList(Math.max(0, runs.size() - MOST_RUNS_SHOWN + 1), runs.size()));
        boolean last = isInLastRun() || asked.runOnce();
        all.add(new PastRun(
                runStartedAt,
                at,
                startedByHand ? "Manual" : "Schedule",
                last && !isForInstance() ? "m-" + asked.id() : ""));
        runs = List.copyOf(all);
        if (last) {
            clean(at);
        } else if (cutover == Cutover.AFTER_RUN) {
            beginCutover(at);
        } else {
            awaitNextRun(at);
        }
    }

    private void clean(Instant at) {
        status = "Running";
        business = "Cleaning";
        nextAt = at.plus(scaled(asked.lastRun().cleaning()));
    }

    private boolean isForInstance() {
        return asked.targetType().equals("TargetInstance");
    }

    private void leaveImage() {
        if (isForInstance()) {
            instanceId = "i-" + asked.id();
        } else {
            imageId = "m-" + asked.id();
        }
    }

    /** An accepted cutover call. A second one changes nothing. */
    void cutOver(boolean syncData, Duration showsAfter, Instant now) {
        if (cutover != Cutover.NONE) {
            return;
        }
        hasLastRun = syncData;
        if (status.equals("Running")) {
            cutover = Cutover.AFTER_RUN;
        } else if (showsAfter.isZero()) {
            beginCutover(now);
        } else {
            cutover = Cutover.UNSEEN;
            nextAt = now.plus(scaled(showsAfter));
        }
    }

    private void beginCutover(Instant at) {
        cutover = Cutover.UNDER_WAY;
        if (hasLastRun) {
            startRun(at, true);
        } else {
            clean(at);
        }
    }

    private boolean isInLastRun() {
        return cutover == Cutover.UNDER_WAY;
    }

    /** As {@code StartReplicationJob} does. */
    void start(boolean resumesCutover, Instant now) {
        cutover = cutover != Cutover.NONE && resumesCutover ? Cutover.UNDER_WAY : Cutover.NONE;
        startRun(now, true);
    }

    /** As {@code StopReplicationJob} does. */
    void stop() {
        status = "Stopped";
        business = "";
        nextAt = null;
    }

    /** Whether a cutover call, should it be accepted, is the one that brings a last run about. */
    boolean wouldRunOnceMore(boolean syncData) {
        return syncData && cutover == Cutover.NONE;
    }

    /** Its last run, which has just been asked for, will end in error. */
    void failInLastRun() {
        failsInLastRun = true;
    }

    /** The run that is due later starts now; {@code false} when it waits for none. */
    boolean startScheduledRun(Instant now) {
        if (!isAboutToRun()) {
            return false;
        }
        startRun(now, false);
        return true;
    }

    /** Looks show {@code old} until then. */
    void keepShowing(View old, Instant until) {
        stale = old;
        staleUntil = until;
    }

    View view(Instant now) {
        return stale != null && now.isBefore(staleUntil) ? stale : trueView();
    }

    View trueView() {
        boolean running = status.equals("Running") || status.equals("InError") || status.equals("Stopped");
        PastRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        boolean inRun = running && runStartedAt != null && !business.equals("Cleaning");
        return new View(
                status,
                business,
                errorCode,
                progress(),
                inRun ? runStartedAt : last == null ? null : last.start(),
                inRun || last == null ? null : last.end(),
                imageId,
                instanceId,
                runs);
    }

    /** Percent, a step a stage. */
    private int progress() {
        return switch (business) {
            case "Syncing" -> 25;
            case "Processing" -> 75;
            case "Cleaning" -> 95;
            default -> status.equals("Finished") ? 100 : 0;
        };
    }

    /** Whether it will never be cut over any more. */
    private boolean isEnded() {
        return switch (status) {
            case "Finished", "Expired", "Deleting" -> true;
            default -> false;
        };
    }

    /** Whether it counts for the account's limit of running jobs: so does one whose accepted call does not show yet. */
    boolean isRunning() {
        return status.equals("Running") || cutover == Cutover.UNSEEN;
    }

    /** Whether it expired so long ago that SMC has forgotten it. */
    boolean isGone() {
        return gone;
    }

    SimulatedJob asked() {
        return asked;
    }

    Source source() {
        return source;
    }

    String status() {
        return status;
    }

    String business() {
        return business;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    private Duration scaled(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / speed));
    }
}

package dev.cutover.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One job's life: its states, and when the next of them comes. Knows no clock; it is told the time. */
final class LiveJob {

    private static final List<String> STAGES = List.of("Preparing", "Syncing", "Processing");

    private final SimulatedJob asked;
    private final double speed;
    private final Instant createdAt;
    private Instant expiresAt;
    private String status;
    private String business = "";
    private String sourceState;
    private String errorCode = "";
    /** When the present stage ends, or a waiting job's next run starts; {@code null}: never by itself. */
    private Instant nextAt;

    private Instant runStartedAt;
    private boolean inCutover;
    private boolean failsInLastRun;
    /** An accepted call that does not show yet. */
    private boolean callPending;

    private String imageId = "";
    private String instanceId = "";
    private final List<PastRun> runs = new ArrayList<>();

    /** A look that shows an older state. */
    private View stale;

    private Instant staleUntil;

    record PastRun(Instant start, Instant end, String type) {}

    /** What a look shows. */
    record View(String status, String business, String errorCode, String imageId, String instanceId, boolean runOnce) {}

    LiveJob(SimulatedJob asked, double speed, Instant now) {
        this.asked = asked;
        this.speed = speed;
        this.createdAt = now;
        this.expiresAt = now.plus(scaled(asked.expiresIn()));
        this.sourceState = asked.sourceState();
        moveTo(asked.status(), now);
    }

    /** Puts it into a state, as an operator in the console or a test would. */
    void moveTo(String newStatus, Instant now) {
        status = newStatus;
        business = "";
        nextAt = null;
        inCutover = false;
        callPending = false;
        switch (newStatus) {
            case "Waiting" ->
                nextAt = now.plus(
                        scaled(runs.isEmpty() && asked.nextRunIn() != null ? asked.nextRunIn() : asked.frequency()));
            case "Running" -> startRun(now);
            case "InError" -> errorCode = errorCode.isEmpty() ? "JobError.Simulated" : errorCode;
            case "Finished" -> leaveImage();
            default -> {}
        }
        if (!newStatus.equals("InError")) {
            errorCode = "";
        }
    }

    /** When something happens to it by itself next, or {@code null}. */
    Instant nextEventAt() {
        if (isFinal()) {
            return null;
        }
        return nextAt == null || expiresAt.isBefore(nextAt) ? expiresAt : nextAt;
    }

    /** Whether its next event is the start of a run, which the account's limit may postpone. */
    boolean isAboutToRun(Instant at) {
        return status.equals("Waiting") && !callPending && at.equals(nextAt) && at.isBefore(expiresAt);
    }

    void postpone(Duration delay) {
        nextAt = nextAt.plus(delay);
    }

    /** Lets its next event happen. */
    void happen(Instant at) {
        if (!at.isBefore(expiresAt)) {
            status = "Expired";
            business = "";
            nextAt = null;
            return;
        }
        if (status.equals("Waiting")) {
            startRun(at);
            callPending = false;
            return;
        }
        nextStage(at);
    }

    private void startRun(Instant at) {
        status = "Running";
        runStartedAt = at;
        business = STAGES.get(0);
        nextAt = at.plus(stageLength());
    }

    private void nextStage(Instant at) {
        if (business.equals("Cleaning")) {
            status = "Finished";
            business = "";
            nextAt = null;
            leaveImage();
            return;
        }
        if (business.equals("Syncing") && inCutover && failsInLastRun) {
            status = "InError";
            business = "";
            errorCode = "JobError.LastRunFailed";
            failsInLastRun = false;
            nextAt = null;
            return;
        }
        int stage = STAGES.indexOf(business);
        if (stage + 1 < STAGES.size()) {
            business = STAGES.get(stage + 1);
            nextAt = at.plus(stageLength());
            return;
        }
        runs.add(new PastRun(runStartedAt, at, inCutover ? "Manual" : "Schedule"));
        if (inCutover) {
            clean(at);
        } else if (asked.runOnce()) {
            status = "Finished";
            business = "";
            nextAt = null;
            leaveImage();
        } else {
            moveTo("Waiting", at);
        }
    }

    private void clean(Instant at) {
        status = "Running";
        business = "Cleaning";
        nextAt = at.plus(scaled(asked.cleaningDuration()));
    }

    private Duration stageLength() {
        return scaled(inCutover ? asked.lastRunDuration() : asked.runDuration()).dividedBy(STAGES.size());
    }

    private void leaveImage() {
        if (asked.targetType().equals("TargetInstance")) {
            instanceId = "i-" + asked.id();
        } else {
            imageId = "m-" + asked.id();
        }
    }

    /** An accepted cutover call. */
    void cutOver(boolean syncData, Duration showsAfter, Instant now) {
        inCutover = true;
        if (status.equals("Running")) {
            return;
        }
        if (!syncData) {
            clean(now);
        } else if (showsAfter.isZero()) {
            startRun(now);
        } else {
            callPending = true;
            nextAt = now.plus(showsAfter);
        }
    }

    void start(boolean resumesCutover, Instant now) {
        boolean goesOn = status.equals("InError") && inCutover && resumesCutover;
        inCutover = goesOn;
        errorCode = "";
        startRun(now);
    }

    void stop() {
        status = "Stopped";
        business = "";
        nextAt = null;
    }

    void failInLastRun() {
        failsInLastRun = true;
    }

    void startRunNow(Instant now) {
        if (status.equals("Waiting")) {
            startRun(now);
        }
    }

    void sourceIs(String state) {
        sourceState = state;
    }

    void keepShowing(View old, Instant until) {
        stale = old;
        staleUntil = until;
    }

    View view(Instant now) {
        if (stale != null && now.isBefore(staleUntil)) {
            return stale;
        }
        stale = null;
        return trueView();
    }

    View trueView() {
        return new View(status, business, errorCode, imageId, instanceId, asked.runOnce());
    }

    boolean isFinal() {
        return switch (status) {
            case "Finished", "Expired", "Deleting" -> true;
            default -> false;
        };
    }

    /** Whether it counts for the account's limit of running jobs. */
    boolean isRunning() {
        return status.equals("Running") || callPending;
    }

    SimulatedJob asked() {
        return asked;
    }

    String status() {
        return status;
    }

    String business() {
        return business;
    }

    String sourceState() {
        return sourceState;
    }

    List<PastRun> runs() {
        return runs;
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

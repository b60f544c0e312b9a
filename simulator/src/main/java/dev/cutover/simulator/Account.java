package dev.cutover.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The jobs and source servers of the account, and what time does to them. */
final class Account {

    private final double speed;
    /** Zero: no limit. */
    private final int maxRunning;

    private final Map<String, LiveJob> jobs = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** All that was due by then has happened. */
    private Instant reached = Instant.MIN;

    Account(double speed, int maxRunning) {
        this.speed = speed;
        this.maxRunning = maxRunning;
    }

    /** Adds a job, in the place of one that has its id. */
    void add(SimulatedJob job, Instant now) {
        Source source = sources.computeIfAbsent(job.source().id(), id -> new Source(job));
        source.serves(job);
        jobs.put(job.id(), new LiveJob(job, source, speed, now));
    }

    /** {@code null} when there is none. */
    LiveJob job(String id) {
        return jobs.get(id);
    }

    Collection<LiveJob> jobs() {
        return jobs.values();
    }

    Collection<Source> sources() {
        return sources.values();
    }

    int maxRunning() {
        return maxRunning;
    }

    boolean isFull() {
        return maxRunning > 0
                && jobs.values().stream().filter(LiveJob::isRunning).count() >= maxRunning;
    }

    /** Lets all happen that was due by now, in the order of time. A run that finds no room starts as soon as there is some. */
    void catchUp(Instant now) {
        while (true) {
            boolean mayRun = !isFull();
            LiveJob next = null;
            Instant nextAt = null;
            for (LiveJob job : jobs.values()) {
                Instant at = job.nextEventAt(mayRun);
                if (at != null && !at.isAfter(now) && (nextAt == null || at.isBefore(nextAt))) {
                    next = job;
                    nextAt = at;
                }
            }
            if (next == null) {
                break;
            }
            reached = nextAt.isAfter(reached) ? nextAt : reached;
            next.happen(reached);
            if (next.isGone()) {
                jobs.remove(next.asked().id());
            }
        }
        reached = now.isAfter(reached) ? now : reached;
    }
}

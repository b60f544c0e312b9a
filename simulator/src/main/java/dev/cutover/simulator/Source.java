package dev.cutover.simulator;

import java.util.Map;

/** A source server; jobs that name the same one share it. */
final class Source {

    static final String ONLINE = "Available";
    static final String OFFLINE = "Unavailable";

    private final String id;
    private String state = ONLINE;
    /** The one that named it last, as SMC shows it. */
    private SimulatedJob job;

    Source(SimulatedJob job) {
        this.id = job.source().id();
        this.job = job;
    }

    /** Another job of this server. What is usual is no word against a state that an earlier job set. */
    void serves(SimulatedJob another) {
        job = another;
        if (!another.source().state().equals(ONLINE)) {
            state = another.source().state();
        }
    }

    void becomes(String newState) {
        state = newState;
    }

    boolean canBeCopied() {
        return state.equals(ONLINE) || state.equals("InUse");
    }

    String id() {
        return id;
    }

    String state() {
        return state;
    }

    String name() {
        return job.name();
    }

    String jobId() {
        return job.id();
    }

    /** SMC's source servers have tags of their own; these have their job's. */
    Map<String, String> tags() {
        return job.tags();
    }
}

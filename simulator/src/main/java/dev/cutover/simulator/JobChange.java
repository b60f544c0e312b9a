package dev.cutover.simulator;

/**
 * What is done by hand to a job that is there already, in this order.
 *
 * @param sourceState its source server's new state, or {@code null}
 * @param status the state it is put into, or {@code null}
 * @param startRun whether its next run starts now: one that was due later, or, when it is {@code Ready}, {@code Stopped} or {@code InError},
 *     the one that {@code StartReplicationJob} would start
 */
public record JobChange(String id, String sourceState, String status, boolean startRun) {

    /** Its source server is online again. */
    public static JobChange mended(String id) {
        return new JobChange(id, "Available", null, false);
    }

    /** Its source server is online again, and the job, which was in error, runs. */
    public static JobChange restarted(String id) {
        return new JobChange(id, "Available", null, true);
    }

    /** It is put into a state. */
    public static JobChange moved(String id, String status) {
        return new JobChange(id, null, status, false);
    }
}

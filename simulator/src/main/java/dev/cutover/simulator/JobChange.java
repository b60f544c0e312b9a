package dev.cutover.simulator;

/**
 * What is done by hand to a job that is there already.
 *
 * @param sourceState or {@code null}
 * @param status or {@code null}
 * @param startRun whether its next scheduled run starts now
 */
public record JobChange(String id, String sourceState, String status, boolean startRun) {

    /** Its source server is online again. */
    public static JobChange mended(String id) {
        return new JobChange(id, "Available", null, false);
    }
}

package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * All that a wave knows, carried from run to run; under 512 KB with 2,000 jobs.
 *
 * @param rows one per job, in the order of the plan
 * @param actions the newest {@link #KEPT_ACTIONS}
 * @param actionsLeftOut how many older ones are not in here; they stand in the histories of the wave's earlier runs
 * @param updateIds the ids of the newest accepted updates: one that comes again after a continue-as-new is not carried out twice
 */
public record WaveMemory(
        Instant startedAt,
        Standing standing,
        List<JobRow> rows,
        List<Action> actions,
        int actionsLeftOut,
        List<String> updateIds) {

    public static final int KEPT_ACTIONS = 100;
    public static final int KEPT_UPDATE_IDS = 50;

    public WaveMemory {
        rows = Words.list(rows);
        actions = Words.list(actions);
        updateIds = Words.list(updateIds);
    }
}

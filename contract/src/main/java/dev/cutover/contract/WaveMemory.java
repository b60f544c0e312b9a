package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * All that a wave knows, carried from run to run; under 512 KB with 2,000 jobs.
 *
 * @param rows one per job, in the order of the plan
 * @param actions the newest {@link #KEPT_ACTIONS}
 * @param actionsLeftOut how many older ones are not in here; they stand in the histories of the wave's earlier runs
 * @param hold why it is held, or {@code null}
 * @param window as operators extended it; {@code null}: as the plan says
 * @param maxConcurrent as operators set it; {@code null}: as the plan says
 * @param approved somebody has agreed to the wave as a whole, or the deadline for that has passed without
 * @param groups one a group, in the order of the plan; empty at first
 * @param marks what it has told and been forgiven
 * @param preflight what its newest preflight found, or {@code null}
 * @param heldBefore why it was held before its account came to trouble, and is again when that is mended; or {@code null}
 * @param updateIds the ids of the newest accepted updates: one that comes again after a continue-as-new is not carried out twice
 */
public record WaveMemory(
        Instant startedAt,
        Standing standing,
        List<JobRow> rows,
        List<Action> actions,
        int actionsLeftOut,
        List<String> updateIds,
        Hold hold,
        Window window,
        Integer maxConcurrent,
        boolean approved,
        List<GroupRow> groups,
        Marks marks,
        Hold heldBefore,
        PreflightReport preflight) {

    public static final int KEPT_ACTIONS = 100;
    public static final int KEPT_UPDATE_IDS = 50;

    public WaveMemory {
        rows = Words.list(rows);
        actions = Words.list(actions);
        updateIds = Words.list(updateIds);
        groups = Words.list(groups);
        marks = marks == null ? Marks.fresh() : marks;
    }

    /** One without a preflight. */
    public WaveMemory(
            Instant startedAt,
            Standing standing,
            List<JobRow> rows,
            List<Action> actions,
            int actionsLeftOut,
            List<String> updateIds,
            Hold hold,
            Window window,
            Integer maxConcurrent,
            boolean approved,
            List<GroupRow> groups,
            Marks marks,
            Hold heldBefore) {
        this(
                startedAt,
                standing,
                rows,
                actions,
                actionsLeftOut,
                updateIds,
                hold,
                window,
                maxConcurrent,
                approved,
                groups,
                marks,
                heldBefore,
                null);
    }

    /** What a wave knows when it starts. */
    public static WaveMemory fresh(Instant startedAt) {
        return new WaveMemory(
                startedAt,
                Standing.OPEN,
                List.of(),
                List.of(),
                0,
                List.of(),
                null,
                null,
                null,
                false,
                List.of(),
                Marks.fresh(),
                null,
                null);
    }
}

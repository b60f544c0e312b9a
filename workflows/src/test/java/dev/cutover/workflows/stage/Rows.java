package dev.cutover.workflows.stage;

import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import java.time.Instant;
import java.util.List;

/** What a wave remembers, in a line. */
public final class Rows {

    private Rows() {}

    public static JobRow row(JobState state, String run, Phase phase, boolean touched, Instant lastCallAt) {
        return new JobRow(
                state,
                null,
                null,
                null,
                null,
                run,
                phase,
                touched,
                lastCallAt,
                null,
                false,
                0,
                false,
                null,
                false,
                false,
                0,
                null,
                null,
                false,
                false,
                null,
                null);
    }

    public static WaveMemory memory(Instant startedAt, JobRow... rows) {
        return memory(startedAt, Standing.OPEN, rows);
    }

    public static WaveMemory memory(Instant startedAt, Standing standing, JobRow... rows) {
        return new WaveMemory(
                startedAt,
                standing,
                List.of(rows),
                List.of(),
                0,
                List.of(),
                null,
                null,
                null,
                false,
                List.of(),
                Marks.fresh(),
                null);
    }
}

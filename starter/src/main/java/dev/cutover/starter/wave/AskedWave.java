package dev.cutover.starter.wave;

import dev.cutover.contract.Actions;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.CommandFailed;
import java.util.ArrayList;
import java.util.List;

/** A wave that has told no result, because it runs or because it was ended by force: a worker is asked. */
final class AskedWave implements WaveView {

    private final CutoverWave wave;
    private final TemporalFailures failures;
    private final boolean endedByForce;

    AskedWave(CutoverWave wave, TemporalFailures failures, boolean endedByForce) {
        this.wave = wave;
        this.failures = failures;
        this.endedByForce = endedByForce;
    }

    @Override
    public WaveProgress progress() throws CommandFailed {
        WaveProgress told = failures.translated(wave::progress);
        // A wave that was cancelled is drained first, and knows how it ended.
        if (!endedByForce || told.endedAt() != null) {
            return told;
        }
        return told.endedAs(WaveOutcome.ENDED_WITHOUT_REPORT);
    }

    @Override
    public List<JobLine> jobs() throws CommandFailed {
        List<JobLine> jobs = new ArrayList<>();
        int pages = 1;
        for (int number = 1; number <= pages; number++) {
            int wanted = number;
            JobPage page = failures.translated(() -> wave.jobs(wanted));
            pages = page.pages();
            jobs.addAll(page.jobs());
        }
        return jobs;
    }

    @Override
    public Actions actions() throws CommandFailed {
        return failures.translated(wave::actions);
    }

    @Override
    public Plan plan() throws CommandFailed {
        return failures.translated(wave::plan);
    }

    @Override
    public boolean isOver() {
        return endedByForce;
    }
}

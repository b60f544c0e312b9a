package dev.cutover.acceptance.night;

import dev.cutover.acceptance.night.PretendedHooks.Asked;
import dev.cutover.acceptance.night.WatchedSmc.Called;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.WaveResult;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.starter.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that there is to tell of a night once it is over.
 *
 * @param truth how each job stands at SMC at the end
 * @param words what the wave took from people
 * @param starts the cutovers that the wave started, in that order
 * @param unlocked how often time was stuck
 */
record Morning(
        Draft draft,
        WaveResult result,
        List<JobLine> lines,
        Report report,
        List<LedgerEntry> ledger,
        List<Called> calls,
        Map<String, String> truth,
        List<Asked> hooks,
        List<Person.Word> words,
        List<Start> starts,
        int unlocked) {

    /** The wave started a cutover. */
    record Start(Instant at, String job) {}

    JobLine line(String job) {
        return lines.stream()
                .filter(line -> line.job().value().equals(job))
                .findFirst()
                .orElseThrow();
    }

    List<Called> calls(String job) {
        return calls.stream().filter(call -> call.job().equals(job)).toList();
    }
}

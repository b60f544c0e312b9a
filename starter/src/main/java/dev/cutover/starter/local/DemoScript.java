package dev.cutover.starter.local;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Words;
import dev.cutover.starter.report.Report;
import java.util.ArrayList;
import java.util.List;

/** How the demo must end: the one that had expired has failed, all others are done, none was cut over twice. */
final class DemoScript {

    private DemoScript() {}

    /**
     * What went otherwise, one sentence each; nothing when all went as scripted.
     *
     * @param retried whether the job that was mended has been retried
     * @param twice how many SMC's own ledger shows to have been cut over twice
     */
    static List<String> differences(Report report, boolean retried, long twice) {
        List<String> told = new ArrayList<>();
        for (Report.Job job : report.jobs()) {
            boolean mustFail = job.id().equals(DemoWorld.EXPIRED.value());
            boolean asScripted = mustFail
                    ? job.state() == JobState.FAILED
                            && Reason.of(FailureKind.JOB_EXPIRED).equals(job.reason())
                    : job.state() == JobState.DONE;
            if (!asScripted) {
                told.add(job.name() + " is " + Words.spoken(job.state())
                        + (job.reason() == null ? "" : " (" + job.reason().word() + ")") + ", and should "
                        + (mustFail ? "have failed (jobExpired)." : "be done."));
            }
        }
        if (!retried) {
            told.add("No server went offline and had its job retried.");
        }
        if (twice > 0) {
            told.add(twice + " were cut over twice.");
        }
        return told;
    }
}

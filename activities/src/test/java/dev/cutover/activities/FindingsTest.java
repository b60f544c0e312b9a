package dev.cutover.activities;

import static dev.cutover.activities.PreflightNight.NOON;
import static dev.cutover.contract.FindingKind.CLOCK_DRIFTS;
import static dev.cutover.contract.FindingKind.CUT_OVER_UNTRIED;
import static dev.cutover.contract.FindingKind.JOB_MISSING;
import static dev.cutover.contract.FindingKind.WRONG_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.JobId;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightReport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order findings are told, and of how many jobs. */
class FindingsTest {

    @Test
    void the_worst_come_first_and_of_many_jobs_the_rest_is_counted() {
        Findings findings = new Findings();
        findings.add(CUT_OVER_UNTRIED, null);
        findings.add(CLOCK_DRIFTS, "70 s ahead");
        IntStream.range(0, 12)
                .forEach(number -> findings.add(
                        JOB_MISSING,
                        new PlannedJob(new JobId("j-" + number), "n-" + number, null, null, null, null),
                        null));
        List<Finding> listed = findings.list(10);
        assertThat(listed).extracting(Finding::kind).containsExactly(JOB_MISSING, CLOCK_DRIFTS, CUT_OVER_UNTRIED);
        assertThat(listed.get(0).about()).hasSize(10);
        assertThat(listed.get(0).more()).isEqualTo(2);
        assertThat(listed.get(0).size()).isEqualTo(12);
        assertThat(new PreflightReport(NOON, listed, null).of(Severity.WARNING))
                .extracting(Finding::detail)
                .containsExactly("70 s ahead");
    }

    @Test
    void of_the_wrong_servers_all_are_named() {
        Findings findings = new Findings();
        IntStream.range(0, 12)
                .forEach(number -> findings.add(
                        WRONG_SERVER,
                        new PlannedJob(new JobId("j-" + number), "n-" + number, null, null, null, null),
                        null));
        assertThat(findings.list(10).get(0).about()).as("the wave blocks each").hasSize(12);
    }
}

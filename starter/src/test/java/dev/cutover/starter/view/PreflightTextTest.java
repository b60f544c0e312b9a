package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Outlook.Counts;
import dev.cutover.contract.Outlook.GroupOutlook;
import dev.cutover.contract.Outlook.JobLeft;
import dev.cutover.contract.Outlook.Moments;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.Told;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a preflight for a person")
class PreflightTextTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant ONE = Instant.parse("2026-11-27T13:00:00Z");

    private final Plan plan = Told.result().plan();

    private static About about(String name) {
        return new About(new JobId("j-" + name), name, null);
    }

    private List<String> lines(Outlook outlook, Finding... findings) {
        return new PreflightText(plan, new PreflightReport(NOON, List.of(findings), outlook)).lines();
    }

    @Test
    void says_that_nothing_stands_in_the_way() {
        assertThat(lines(null, new Finding(FindingKind.CUT_OVER_UNTRIED, List.of(), 0, null)))
                .contains("Note", "Nothing stands in the way.");
    }

    @Test
    void tells_blockers_and_warnings_apart_each_with_what_was_seen_and_what_to_do() {
        List<String> lines = lines(
                null,
                new Finding(FindingKind.JOB_MISSING, List.of(about("db-01")), 0, null),
                new Finding(
                        FindingKind.SOURCE_OFFLINE,
                        List.of(new About(new JobId("j-2"), "j-2", "SourceServer.Offline")),
                        0,
                        null),
                new Finding(FindingKind.CLOCK_DRIFTS, List.of(), 0, "95 s behind"));
        assertThat(lines)
                .containsSubsequence(
                        "Blockers",
                        "  jobMissing, 1 job: " + FindingKind.JOB_MISSING.advice(),
                        "      db-01 (j-db-01)",
                        "  sourceOffline, 1 job: " + FindingKind.SOURCE_OFFLINE.advice(),
                        "      j-2: SourceServer.Offline",
                        "Warning",
                        "  clockDrifts (95 s behind): " + FindingKind.CLOCK_DRIFTS.advice())
                .doesNotContain("Nothing stands in the way.");
    }

    @Test
    void names_twenty_jobs_of_a_finding_and_counts_the_rest() {
        List<About> many = IntStream.range(0, 30)
                .mapToObj(number -> about("web-" + number))
                .toList();
        List<String> lines = lines(null, new Finding(FindingKind.JOB_MISSING, many, 5, null));
        assertThat(lines).filteredOn(line -> line.contains("web-")).hasSize(20);
        assertThat(lines).contains("      ... and 15 more: `cutover preflight PLAN -o json` names all");
    }

    @Test
    void ends_with_the_forecast() {
        Outlook outlook = new Outlook(
                NOON,
                3,
                new Moments(ONE, null),
                new Moments(ONE, ONE),
                new Counts(0, 1),
                "3 jobs need an hour.",
                List.of(
                        new GroupOutlook("db", 1, new Moments(ONE, ONE), new Counts(0, 0)),
                        new GroupOutlook("app", 2, new Moments(null, null), new Counts(2, 2)),
                        new GroupOutlook("over", 0, new Moments(NOON, NOON), new Counts(0, 0))),
                List.of(new JobLeft(new JobId("j-1"), "app-01", "would start after the last start", 70)),
                2);
        assertThat(lines(outlook))
                .endsWith(
                        "Forecast: 3 jobs need an hour.",
                        "  through about 13:00 UTC, in one night of ten not in this window; left: 0 to 1",
                        "  group db: through about 13:00 UTC",
                        "  group app: through not in this window; left: 2",
                        "  will not make it: app-01, it would start after the last start",
                        "  ... and 2 more");
    }

    @Test
    void names_only_a_few_of_what_is_merely_good_to_know() {
        List<About> many =
                IntStream.range(0, 9).mapToObj(number -> about("web-" + number)).toList();
        List<String> lines = lines(null, new Finding(FindingKind.IMAGE_UNBOOTED, many, 0, null));
        assertThat(lines).filteredOn(line -> line.contains("web-")).hasSize(3);
        assertThat(lines).contains("      ... and 6 more: `cutover preflight PLAN -o json` names all");
    }

    @Test
    void of_a_wave_that_runs_is_one_line_to_the_minute() {
        ZoneTime zone = ZoneTime.of("UTC");
        assertThat(brief(new Moments(ONE.plusSeconds(1), ONE.plusSeconds(59)), zone))
                .isEqualTo("about 13:01 UTC");
        assertThat(brief(new Moments(ONE, ONE.plusSeconds(600)), zone))
                .isEqualTo("about 13:00 UTC, in nine nights of ten by 13:10 UTC");
        assertThat(brief(new Moments(ONE, null), zone)).isEqualTo("about 13:00 UTC, or not in this window");
        assertThat(brief(new Moments(null, null), zone)).isEqualTo("not all of it in this window; left: 1");
    }

    private static String brief(Moments through, ZoneTime zone) {
        int left = through.p50() == null ? 1 : 0;
        Outlook outlook = new Outlook(NOON, 3, through, through, new Counts(left, left), "", List.of(), List.of(), 0);
        return new OutlookText(outlook, zone).brief(NOON);
    }
}

package dev.cutover.starter.view;

import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.ZoneTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a preflight found, for a person: what is in the way first, each with what to do, and when the wave will be through. */
public final class PreflightText {

    /** A page is read, not searched. */
    private static final int MOST_SHOWN = 20;

    /** Of what is merely good to know. */
    private static final int MOST_NOTED = 3;

    private final Plan plan;
    private final PreflightReport report;
    private final ZoneTime zone;

    public PreflightText(Plan plan, PreflightReport report) {
        this.plan = plan;
        this.report = report;
        this.zone = ZoneTime.of(plan.window() == null ? null : plan.window().timeZone());
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("wave " + plan.wave() + ": " + counted(plan.size(), "job") + ", looked at " + zone.full(report.at()));
        for (Severity severity : Severity.values()) {
            List<Finding> findings = report.of(severity);
            if (!findings.isEmpty()) {
                lines.add("");
                lines.add(title(severity, findings.size()));
                findings.forEach(finding -> add(finding, lines));
            }
        }
        if (report.of(Severity.BLOCKER).isEmpty() && report.of(Severity.WARNING).isEmpty()) {
            lines.add("");
            lines.add("Nothing stands in the way.");
        }
        if (report.outlook() != null) {
            lines.add("");
            lines.addAll(new OutlookText(report.outlook(), zone).lines());
        }
        return lines;
    }

    private static String title(Severity severity, int kinds) {
        String word = severity.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + (kinds == 1 ? "" : "s");
    }

    private void add(Finding finding, List<String> lines) {
        String seen = finding.detail() == null ? "" : " (" + finding.detail() + ")";
        String jobs = finding.size() == 0 ? "" : ", " + counted(finding.size(), "job");
        lines.add("  " + finding.kind().word() + jobs + seen + ": "
                + finding.kind().advice());
        int most = finding.kind().severity() == Severity.NOTE ? MOST_NOTED : MOST_SHOWN;
        finding.about().stream().limit(most).map(PreflightText::line).forEach(lines::add);
        int more = finding.size() - Math.min(most, finding.about().size());
        if (more > 0) {
            lines.add("      ... and " + more + " more: `cutover preflight PLAN -o json` names all");
        }
    }

    private static String line(About about) {
        boolean named = !about.name().equals(about.job().value());
        return "      " + about.name() + (named ? " (" + about.job() + ")" : "")
                + (about.detail() == null ? "" : ": " + about.detail());
    }

    private static String counted(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}

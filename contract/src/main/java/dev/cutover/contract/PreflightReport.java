package dev.cutover.contract;

import dev.cutover.contract.FindingKind.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What a preflight found. It has changed nothing.
 *
 * @param at when SMC was asked
 * @param findings blockers first, then warnings, then notes
 * @param outlook when it will be through; {@code null}: nothing is known of its jobs
 */
public record PreflightReport(Instant at, List<Finding> findings, Outlook outlook) {

    public PreflightReport {
        findings = Words.list(findings);
    }

    /** The same, with at most so many jobs named of each finding, and the others counted. */
    public PreflightReport naming(int most) {
        return new PreflightReport(
                at,
                findings.stream().map(finding -> finding.naming(most)).toList(),
                outlook == null ? null : outlook.naming(most));
    }

    /** Whether SMC told of the jobs; else nothing is known of them, not even whether they are those that are meant. */
    public boolean hasLooked() {
        return findings.stream()
                .noneMatch(finding -> finding.kind() == FindingKind.ACCOUNT_REFUSED
                        || finding.kind() == FindingKind.MAY_NOT_READ_JOBS);
    }

    public List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.kind() != null && finding.kind().severity() == severity)
                .toList();
    }
}

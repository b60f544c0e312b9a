package dev.cutover.contract;

import dev.cutover.contract.FindingKind.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What a preflight found. It has changed nothing.
 *
 * @param at when SMC was asked
 * @param findings blockers first, then warnings, then notes
 */
public record PreflightReport(Instant at, List<Finding> findings) {

    public PreflightReport {
        findings = Words.list(findings);
    }

    /** The same, with at most so many jobs named of each finding, and the others counted. */
    public PreflightReport naming(int most) {
        return new PreflightReport(
                at, findings.stream().map(finding -> finding.naming(most)).toList());
    }

    public List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.kind() != null && finding.kind().severity() == severity)
                .toList();
    }
}

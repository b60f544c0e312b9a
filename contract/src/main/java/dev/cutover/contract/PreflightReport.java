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

    public List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.kind() != null && finding.kind().severity() == severity)
                .toList();
    }
}

package dev.cutover.activities;

import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.JobId;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What checks find, gathered by kind. */
final class Findings {

    /** A wave blocks these jobs: it must know each. */
    private static final Set<FindingKind> ACTED_UPON = EnumSet.of(FindingKind.WRONG_SERVER, FindingKind.WRONG_REGION);

    private final Map<FindingKind, List<About>> jobs = new EnumMap<>(FindingKind.class);
    private final Set<JobId> blocked = new HashSet<>();
    private final Map<FindingKind, String> account = new EnumMap<>(FindingKind.class);

    /** @param detail what was seen, or {@code null} */
    void add(FindingKind kind, PlannedJob job, String detail) {
        if (kind.severity() == Severity.BLOCKER) {
            blocked.add(job.id());
        }
        jobs.computeIfAbsent(kind, none -> new ArrayList<>()).add(new About(job.id(), job.name(), visible(detail)));
    }

    /** Whether something was found because of which it will not be cut over as things are. */
    boolean isBlocked(JobId job) {
        return blocked.contains(job);
    }

    /** About the account as a whole. */
    void add(FindingKind kind, String detail) {
        account.put(kind, visible(detail));
    }

    /** It may repeat what stands at SMC: nothing of that may forge a line of a finding. */
    private static String visible(String detail) {
        return detail == null ? null : Words.visible(detail);
    }

    /**
     * The worst first.
     *
     * @param mostNamed how many jobs are named of each; the others are counted, but for what a wave acts upon
     */
    List<Finding> list(int mostNamed) {
        List<Finding> all = new ArrayList<>();
        account.forEach((kind, detail) -> all.add(new Finding(kind, List.of(), 0, detail)));
        jobs.forEach((kind, about) -> {
            int named = ACTED_UPON.contains(kind) ? about.size() : Math.min(mostNamed, about.size());
            all.add(new Finding(kind, List.copyOf(about.subList(0, named)), about.size() - named, null));
        });
        all.sort(Comparator.comparing((Finding finding) -> finding.kind().severity())
                .thenComparing(Finding::kind));
        return all;
    }
}

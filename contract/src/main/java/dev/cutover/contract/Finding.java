package dev.cutover.contract;

import java.util.List;

/**
 * One thing that a preflight found, and all that it is about.
 *
 * @param about in the order of the plan; empty: the account as a whole
 * @param more how many it is about beside those named
 * @param detail what was seen of the account, or {@code null}
 */
public record Finding(FindingKind kind, List<About> about, int more, String detail) {

    public Finding {
        about = Words.list(about);
    }

    /** How many jobs it is about; zero: the account. */
    public int size() {
        return about.size() + more;
    }

    Finding naming(int most) {
        if (about.size() <= most) {
            return this;
        }
        return new Finding(kind, about.subList(0, most), more + about.size() - most, detail);
    }

    /**
     * One job.
     *
     * @param detail what was seen of it, or {@code null}
     */
    public record About(JobId job, String name, String detail) {}
}

package dev.cutover.activities;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The waves of one account that have not ended. */
interface OtherWaves {

    /**
     * Those beside a plan's own. Empty when nobody can tell.
     *
     * @param sign is run after each question
     */
    Optional<Told> beside(Plan plan, Runnable sign);

    /** @param silent the names of those that did not answer */
    record Told(List<Other> waves, List<String> silent) {}

    /**
     * @param slots as many jobs of it may be in cutover at one time
     * @param window {@code null}: always
     * @param jobs that it is not through with
     */
    record Other(String wave, int slots, Window window, Set<JobId> jobs) {}
}

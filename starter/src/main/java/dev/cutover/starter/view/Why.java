package dev.cutover.starter.view;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a job stands where it stands, in a sentence for a person. */
final class Why {

    /** Of a job that did not come to its end in this wave. */
    private static final Map<Reason, String> LEFT = left();

    private Why() {}

    private static Map<Reason, String> left() {
        Map<Reason, String> left = new LinkedHashMap<>();
        left.put(Reason.DRAINED, "the wave was drained");
        left.put(Reason.GROUP_BEFORE_NOT_DONE, "a group before it did not get done");
        left.put(Reason.LAST_START_PASSED, "the last start passed before its turn came");
        left.put(Reason.DOES_NOT_FIT, "it was not expected to end before the window closes");
        left.put(Reason.WINDOW_CLOSED, "the window closed");
        left.put(Reason.NOT_APPROVED, "nobody approved it in time");
        left.put(Reason.GROUP_NOT_READY, "too few jobs of its group were ready in time");
        left.put(Reason.GROUP_SPLIT, "its group was cut over in part");
        left.put(Reason.MARKED_DONE, "an operator finished it by hand");
        left.put(Reason.SKIPPED, "an operator skipped it");
        return left;
    }

    /** What failed and what to do; of one that was left, what became of it, too. */
    static String of(JobLine job) {
        String left = LEFT.get(job.reason());
        if (left == null) {
            return job.why();
        }
        return job.state() == JobState.UNFINISHED
                ? "A call was sent for it, or may have been, and " + left + ": look at the job in the SMC console."
                : Character.toUpperCase(left.charAt(0)) + left.substring(1) + ".";
    }
}

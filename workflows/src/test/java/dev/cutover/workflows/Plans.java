package dev.cutover.workflows;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Plans in a line each. */
final class Plans {

    static final Polling POLLING = Polling.defaults();

    private Plans() {}

    static Plan plan(String wave, int slots, PlannedGroup... groups) {
        return new Plan(
                wave,
                null,
                null,
                "0".repeat(64),
                Limits.slots(slots),
                POLLING,
                JobDefaults.defaults(),
                List.of(groups),
                null,
                null,
                null);
    }

    /** One group. */
    static Plan plan(String wave, int slots, String... ids) {
        return plan(wave, slots, group("app", ids));
    }

    static PlannedGroup group(String name, String... ids) {
        return new PlannedGroup(
                name, List.of(), Arrays.stream(ids).map(Plans::job).toList(), null);
    }

    static PlannedGroup after(PlannedGroup group, String... before) {
        return new PlannedGroup(group.name(), List.of(before), group.jobs(), null);
    }

    static PlannedJob job(String id) {
        return new PlannedJob(new JobId(id), "server of " + id, null, null, null, null);
    }

    /** {@code j-1} and so on. */
    static String[] ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "j-" + number).toArray(String[]::new);
    }
}

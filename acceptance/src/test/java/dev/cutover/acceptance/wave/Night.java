package dev.cutover.acceptance.wave;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.simulator.SimulatedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Plans and pretended servers for tests in which an hour lasts a second or two. */
final class Night {

    static final Polling POLLING = new Polling(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private Night() {}

    static String id(int number) {
        return "j-night%04d".formatted(number);
    }

    /** Jobs 1 to {@code count}, in as many groups, each after the one before it. */
    static Plan plan(String wave, int count, int groups, int slots) {
        List<PlannedGroup> planned = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            List<PlannedJob> jobs = IntStream.rangeClosed(group * count / groups + 1, (group + 1) * count / groups)
                    .mapToObj(
                            number -> new PlannedJob(new JobId(id(number)), "server-" + number, null, null, null, null))
                    .toList();
            planned.add(new PlannedGroup("g" + group, group == 0 ? List.of() : List.of("g" + (group - 1)), jobs, null));
        }
        return new Plan(
                wave,
                null,
                null,
                "0".repeat(64),
                Limits.slots(slots),
                POLLING,
                JobDefaults.defaults(),
                planned,
                null,
                null,
                null);
    }

    static List<SimulatedJob> servers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> SimulatedJob.waiting(id(number), "server-" + number)
                        .withRuns(Duration.ofHours(24), Duration.ofSeconds(3), Duration.ofHours(24))
                        .withLastRun(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .toList();
    }
}

package dev.cutover.acceptance.wave;

import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Window;
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
            List<PlannedJob> jobs = jobs(group * count / groups + 1, (group + 1) * count / groups);
            planned.add(new PlannedGroup("g" + group, group == 0 ? List.of() : List.of("g" + (group - 1)), jobs, null));
        }
        return plan(wave, planned, slots);
    }

    /** Jobs {@code first} to {@code last}, in one group. */
    static Plan part(String wave, int first, int last, int slots) {
        return plan(wave, List.of(new PlannedGroup("g0", List.of(), jobs(first, last), null)), slots);
    }

    private static List<PlannedJob> jobs(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> new PlannedJob(new JobId(id(number)), "server-" + number, null, null, null, null))
                .toList();
    }

    private static Plan plan(String wave, List<PlannedGroup> planned, int slots) {
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

    /** The same in a window, where no job is expected to take long. */
    static Plan within(Window window, Plan plan) {
        JobDefaults brief = new JobDefaults(true, Duration.ofSeconds(1), null, Duration.ofHours(2), null);
        return with(brief, plan.groups(), window, plan);
    }

    /** The same with hooks around each group, which makes it one unit. */
    static Plan frozenBy(Hooks hooks, Plan plan) {
        GroupRules rules = new GroupRules(null, hooks, null, null, null, false);
        List<PlannedGroup> units = plan.groups().stream()
                .map(group -> new PlannedGroup(group.name(), group.after(), group.jobs(), rules))
                .toList();
        return with(plan.defaults(), units, plan.window(), plan);
    }

    private static Plan with(JobDefaults defaults, List<PlannedGroup> groups, Window window, Plan plan) {
        return new Plan(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                plan.limits(),
                plan.polling(),
                defaults,
                groups,
                window,
                plan.approval(),
                plan.notifications());
    }

    static List<SimulatedJob> servers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> SimulatedJob.waiting(id(number), "server-" + number)
                        .withRuns(Duration.ofHours(24), Duration.ofSeconds(3), Duration.ofHours(24))
                        .withLastRun(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .toList();
    }
}

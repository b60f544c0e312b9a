package dev.cutover.starter.plan;

import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What can be carried out, and is probably not meant. It looks at a plan that has no problems. */
final class PlanWarnings {

    private final Plan plan;
    private final Section section;
    private final Problems problems;

    private PlanWarnings(Plan plan, Section section, Problems problems) {
        this.plan = plan;
        this.section = section;
        this.problems = problems;
    }

    /** @param section what the plan was made of */
    static void tell(Plan plan, Section section, Problems problems) {
        PlanWarnings warnings = new PlanWarnings(plan, section, problems);
        warnings.checkCanary();
        List<Placed<Section>> groups = section.get(PlanKeys.GROUPS);
        for (int at = 0; at < groups.size(); at++) {
            PlannedGroup group = plan.groups().get(at);
            warnings.checkSlots(group, groups.get(at).value());
            warnings.checkLength(group, groups.get(at).value());
        }
    }

    private void checkSlots(PlannedGroup group, Section written) {
        int slots = plan.limits().maxConcurrent();
        if (group.isUnit() && group.jobs().size() > slots) {
            problems.warn(
                    written.placed(PlanKeys.GROUP_NAME).place(),
                    "the group " + Quote.of(group.name()) + " has hooks and "
                            + JobRoll.counted(group.jobs().size())
                            + ", and limits.maxConcurrent is " + slots
                            + ": its first servers stay frozen while the last ones wait for a slot",
                    "split the group, or raise maxConcurrent if SMC's quota allows it");
        }
    }

    private void checkCanary() {
        Limits limits = plan.limits();
        if (limits.canary() == null) {
            return;
        }
        Set<PlannedJob> canary = new HashSet<>();
        plan.groups().stream()
                .filter(group -> group.after().isEmpty())
                .findFirst()
                .ifPresent(first ->
                        first.jobs().stream().limit(limits.canary().first()).forEach(canary::add));
        plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .filter(job -> limits.canary().jobs().contains(job.id()))
                .forEach(canary::add);
        for (PlannedGroup group : plan.groups()) {
            long named = group.jobs().stream().filter(canary::contains).count();
            if (group.isUnit() && named > 0 && named < group.jobs().size()) {
                problems.warn(
                        section.get(PlanKeys.LIMITS_SECTION)
                                .placed(PlanKeys.CANARY)
                                .place(),
                        "the canary has " + named + " of the "
                                + JobRoll.counted(group.jobs().size()) + " of the group " + Quote.of(group.name())
                                + ", which has hooks: the whole group goes first",
                        "name the whole group, or put a group without hooks first");
            }
        }
    }

    private void checkLength(PlannedGroup group, Section written) {
        Duration room = room();
        if (room == null || group.rules().ignoreFit()) {
            return;
        }
        List<PlannedJob> tooLong = group.jobs().stream()
                .filter(job -> expected(group, job).compareTo(room) > 0)
                .toList();
        if (tooLong.isEmpty()) {
            return;
        }
        PlannedJob first = tooLong.get(0);
        int others = tooLong.size() - 1;
        problems.warn(
                written.get(PlanKeys.JOBS).get(group.jobs().indexOf(first)).place(),
                "the job " + Quote.of(first.name())
                        + (others == 0 ? "" : " (and " + JobRoll.counted(others) + " more of its group)")
                        + " is expected to take " + DurationKind.spelt(expected(group, first))
                        + " with its hooks, longer than the whole window of " + DurationKind.spelt(room)
                        + ": it would be deferred",
                "make the window longer, or write fit: ignore");
    }

    /** {@code null}: without bounds. */
    private Duration room() {
        if (plan.night() != null) {
            return plan.night().until(plan.night().closes());
        }
        Window window = plan.window();
        return window == null || window.opens() == null ? null : Duration.between(window.opens(), window.closes());
    }

    private Duration expected(PlannedGroup group, PlannedJob job) {
        JobDefaults defaults = plan.defaults();
        return Stream.of(defaults.hooks(job), group.rules().hooks())
                .filter(Objects::nonNull)
                .map(PlanWarnings::expected)
                .reduce(defaults.expectedDuration(job), Duration::plus);
    }

    private static Duration expected(Hooks hooks) {
        return Stream.of(hooks.before(), hooks.after())
                .filter(Objects::nonNull)
                .map(Hook::expectedDuration)
                .reduce(Duration.ZERO, Duration::plus);
    }
}

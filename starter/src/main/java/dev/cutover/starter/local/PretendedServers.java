package dev.cutover.starter.local;

import dev.cutover.contract.Plan;
import dev.cutover.simulator.SimulatedJob;
import java.time.Duration;
import java.util.List;

/** The simulator's servers for a plan: all there, all {@code Waiting}, each as long under way as the plan expects. */
final class PretendedServers {

    private static final Duration LONGEST_CLEANING = Duration.ofMinutes(1);

    private PretendedServers() {}

    static List<SimulatedJob> of(Plan plan) {
        return plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(job -> SimulatedJob.waiting(job.id().value(), job.name())
                        .withLastRun(
                                plan.defaults().expectedDuration(job),
                                cleaning(plan.defaults().expectedDuration(job))))
                .toList();
    }

    private static Duration cleaning(Duration run) {
        Duration share = run.dividedBy(10);
        return share.compareTo(LONGEST_CLEANING) > 0 ? LONGEST_CLEANING : share;
    }
}

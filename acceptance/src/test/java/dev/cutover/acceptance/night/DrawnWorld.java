package dev.cutover.acceptance.night;

import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.simulator.Behaviour;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The servers of a plan, as SMC knows them, and what goes wrong there. */
final class DrawnWorld {

    private static final String DESCRIBE = "DescribeReplicationJobs";
    private static final String START = "StartReplicationJob";

    /** Below the settle time: how long SMC may show what was. */
    private static final Duration LONGEST_LAG = Duration.ofSeconds(40);

    private static final List<FaultKind> OF_A_CALL = List.of(
            FaultKind.THROTTLE,
            FaultKind.INTERNAL_ERROR_BEFORE,
            FaultKind.CONNECTION_DROPPED,
            FaultKind.STATE_RACE,
            FaultKind.SOURCE_OFFLINE,
            FaultKind.ACKNOWLEDGED_ONLY,
            FaultKind.INTERNAL_ERROR_AFTER,
            FaultKind.ANSWER_LOST,
            FaultKind.GARBAGE,
            FaultKind.STALE_READS,
            FaultKind.ERROR_IN_LAST_RUN,
            FaultKind.REFUSE);

    private static final List<String> CODES = List.of(
            "ReplicationJob.Frobnicated", "QuotaExceeded.RunningJob", "InvalidParameter.JobId", "Forbidden.RAM");

    private static final List<String> STATES =
            List.of("Ready", "Stopped", "InError", "Finished", "Expired", "Deleting", "Running", "Frobnicated");

    private final Lot lot;
    private final Plan plan;

    DrawnWorld(Lot lot, Plan plan) {
        this.lot = lot;
        this.plan = plan;
    }

    SimulatorOptions options(long seed) {
        return SimulatorOptions.defaults()
                .withSeed(seed)
                .withMaxRunning(lot.oneIn(6) ? lot.between(1, 3) : 0)
                .withBehaviour(
                        new Behaviour(lot.oneIn(5), lot.oneIn(4) ? LONGEST_LAG.dividedBy(2) : Duration.ZERO, true));
    }

    List<SimulatedJob> servers() {
        return plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(this::server)
                .toList();
    }

    private SimulatedJob server(PlannedJob job) {
        SimulatedJob server =
                SimulatedJob.waiting(job.id().value(), job.name()).withLastRun(lot.minutes(3, 20), lot.minutes(0, 2));
        if (lot.oneIn(2)) {
            // Its scheduled runs come in between.
            server = server.withRuns(lot.minutes(5, 90), lot.minutes(3, 20), Duration.ofHours(lot.between(1, 2)));
        }
        if (lot.oneIn(8)) {
            server = server.withStatus(lot.of(STATES));
        }
        if (lot.oneIn(16)) {
            server = server.withSourceState("Unavailable");
        }
        return lot.oneIn(24) ? server.withRunOnce() : server;
    }

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (String job : plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(job -> job.id().value())
                .toList()) {
            if (lot.oneIn(3)) {
                faults.add(ofCall(job));
            }
        }
        if (lot.oneIn(4)) {
            faults.add(Fault.atRate(
                    lot.of(List.of(
                            FaultKind.THROTTLE,
                            FaultKind.INTERNAL_ERROR_BEFORE,
                            FaultKind.CONNECTION_DROPPED,
                            FaultKind.GARBAGE)),
                    DESCRIBE,
                    0.15));
        }
        if (lot.oneIn(8)) {
            faults.add(Fault.atRate(FaultKind.ANSWER_LOST, START, 0.5));
        }
        if (lot.oneIn(10)) {
            faults.add(Fault.credentialsExpiring(lot.minutes(20, 90)));
        }
        return faults;
    }

    private Fault ofCall(String job) {
        FaultKind kind = lot.of(OF_A_CALL);
        int times = lot.oneIn(3) ? lot.between(2, 12) : 1;
        return kind == FaultKind.REFUSE
                ? Fault.refusing(Fault.CUT_OVER, List.of(job), times, lot.of(CODES), 400)
                : Fault.on(kind, job, times).lasting(Duration.ofSeconds(lot.between(1, (int) LONGEST_LAG.toSeconds())));
    }
}

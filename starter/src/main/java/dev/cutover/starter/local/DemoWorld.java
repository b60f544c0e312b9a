package dev.cutover.starter.local;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.starter.plan.PlanFile;
import dev.cutover.starter.plan.PlanRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The servers of the demo, and what goes wrong with them. */
final class DemoWorld {

    /** The job that is in error, because its source server went offline; the demo mends that and has the job started again. */
    static final JobId IN_ERROR = id("app", 20);

    /** The job that had expired before anything began: nothing can be done. */
    static final JobId EXPIRED = id("web", 13);

    private static final String PLAN = "demo-plan.yaml";

    private DemoWorld() {}

    static Plan plan() {
        try (InputStream file = DemoWorld.class.getResourceAsStream(PLAN)) {
            return PlanFile.read(file.readAllBytes(), Path.of(PLAN), null);
        } catch (IOException | PlanRefused impossible) {
            throw new IllegalStateException(PLAN + " cannot be read", impossible);
        }
    }

    private static JobId id(String prefix, int number) {
        return new JobId("j-demo" + name(prefix, number).replace("-", ""));
    }

    private static String name(String prefix, int number) {
        return "%s-%02d".formatted(prefix, number);
    }

    static List<SimulatedJob> servers() {
        return plan().groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(job -> SimulatedJob.waiting(job.id().value(), job.name())
                        .withRuns(Duration.ofHours(24), Duration.ofSeconds(4), Duration.ofHours(24))
                        .withLastRun(Duration.ofSeconds(3), Duration.ofSeconds(1)))
                .map(DemoWorld::inTrouble)
                .toList();
    }

    private static SimulatedJob inTrouble(SimulatedJob job) {
        if (job.id().equals(EXPIRED.value())) {
            return job.withStatus("Expired");
        }
        return job.id().equals(IN_ERROR.value()) ? job.withStatus("InError").withSourceState("Unavailable") : job;
    }

    static List<Fault> faults() {
        return Stream.of(
                        once(FaultKind.ANSWER_LOST, "db", 3),
                        once(FaultKind.INTERNAL_ERROR_BEFORE, "db", 7),
                        once(FaultKind.ANSWER_LOST, "app", 7),
                        once(FaultKind.INTERNAL_ERROR_AFTER, "app", 11),
                        once(FaultKind.STATE_RACE, "app", 15),
                        once(FaultKind.ACKNOWLEDGED_ONLY, "app", 18),
                        once(FaultKind.CONNECTION_DROPPED, "web", 2),
                        once(FaultKind.GARBAGE, "web", 9),
                        Fault.atRate(FaultKind.THROTTLE, Fault.CUT_OVER, 0.1))
                .toList();
    }

    private static Fault once(FaultKind kind, String prefix, int number) {
        return Fault.on(kind, id(prefix, number).value(), 1);
    }
}

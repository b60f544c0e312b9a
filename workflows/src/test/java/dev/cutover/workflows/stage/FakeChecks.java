package dev.cutover.workflows.stage;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightChecks;
import dev.cutover.contract.PreflightReport;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Finds what a test says. */
public final class FakeChecks implements PreflightChecks {

    public final List<Instant> asked = new CopyOnWriteArrayList<>();
    public final List<Plan> plans = new CopyOnWriteArrayList<>();
    private final Supplier<Instant> clock;
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile Duration behind = Duration.ZERO;

    FakeChecks(Supplier<Instant> clock) {
        this.clock = clock;
    }

    public void finds(FindingKind kind, String... jobs) {
        List<About> about = new ArrayList<>();
        for (String job : jobs) {
            about.add(new About(new JobId(job), "server of " + job, "seen"));
        }
        findings.add(new Finding(kind, about, 0, null));
    }

    /** Its worker's clock is off. */
    public void isBehind(Duration time) {
        behind = time;
    }

    public void findsNothing() {
        findings.clear();
    }

    public void isSilent(boolean now) {
        silent = now;
    }

    @Override
    public PreflightReport check(CheckRequest request) {
        asked.add(clock.get());
        plans.add(request.plan());
        if (silent) {
            throw ApplicationFailure.newBuilder()
                    .setType(FailureKind.UNAVAILABLE.name())
                    .setMessage("SMC does not answer")
                    .setNextRetryDelay(Duration.ofSeconds(30))
                    .build();
        }
        return new PreflightReport(clock.get().minus(behind), List.copyOf(findings), null);
    }
}

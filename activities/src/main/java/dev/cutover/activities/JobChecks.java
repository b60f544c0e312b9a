package dev.cutover.activities;

import dev.cutover.contract.FindingKind;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.ZoneTime;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What can be wrong with one job of a plan before its night. */
final class JobChecks {

    /** A copy that is older is not what anybody means by a copy of today. */
    private static final Duration OLD_COPY = Duration.ofHours(24);

    private final Plan plan;
    private final Facts facts;
    private final Findings findings;
    private final List<OtherWaves.Other> meeting;
    private final RunsAhead runs;
    private final ZoneTime zone;

    /** @param meeting other waves that may have jobs in cutover at the same time */
    JobChecks(Plan plan, Facts facts, List<OtherWaves.Other> meeting, Findings findings) {
        this.plan = plan;
        this.facts = facts;
        this.meeting = meeting;
        this.findings = findings;
        this.runs = new RunsAhead(plan, facts.at());
        this.zone = ZoneTime.of(plan.window() == null ? null : plan.window().timeZone());
    }

    void check(PlannedGroup group, PlannedJob job) {
        Looks.Look look = facts.looks().get(job.id());
        if (look instanceof Looks.Seen seen) {
            check(group, job, seen.job());
        } else if (look instanceof Looks.Refusal refusal) {
            findings.add(FindingKind.ID_REFUSED, job, refusal.code());
        } else {
            findings.add(FindingKind.JOB_MISSING, job, null);
        }
    }

    private void check(PlannedGroup group, PlannedJob job, ReplicationJob seen) {
        SourceServer server = facts.servers().get(seen.sourceId());
        checkName(job, seen, server);
        if (plan.region() != null && !plan.region().equals(seen.regionId())) {
            findings.add(FindingKind.WRONG_REGION, job, seen.regionId() + " at SMC, " + plan.region() + " in the plan");
        }
        if (facts.rivals().containsKey(job.id())) {
            String wave = facts.rivals().get(job.id());
            findings.add(FindingKind.IN_ANOTHER_WAVE, job, wave == null ? null : "wave " + wave);
        } else {
            checkPlans(job);
        }
        if (isToBeCutOver(job, seen)) {
            checkSource(job, server);
            checkTimes(job, seen);
            checkCopy(job, seen);
            checkImage(group, job, seen);
        }
    }

    /**
     * One of the two names is enough: people know a job by its own, or by its server's. Of a server that is not known the job's own has to be it:
     * else nothing says that it is the right one.
     */
    private void checkName(PlannedJob job, ReplicationJob seen, SourceServer server) {
        boolean isNamed = !job.name().equals(job.id().value());
        String serverName = server == null ? null : server.name();
        if (isNamed && !job.name().equalsIgnoreCase(seen.name()) && !job.name().equalsIgnoreCase(serverName)) {
            findings.add(FindingKind.WRONG_SERVER, job, called(seen.name()) + servedBy(server));
        }
    }

    private static String called(String name) {
        return name == null ? "at SMC the job has no name" : "at SMC the job is called " + name;
    }

    private static String servedBy(SourceServer server) {
        if (server == null) {
            return "; SMC does not tell what its source server is called";
        }
        return server.name() == null ? "" : ", its source server " + server.name();
    }

    /** Whether its state is one from which it comes to its cutover by itself, or with a little help. */
    private boolean isToBeCutOver(PlannedJob job, ReplicationJob seen) {
        String code = seen.errorCode();
        FindingKind trouble = switch (seen.status()) {
            case WAITING, RUNNING -> seen.runOnce() ? FindingKind.JOB_ONE_OFF : null;
            case IN_ERROR -> FindingKind.JOB_IN_ERROR;
            case STOPPED -> FindingKind.JOB_STOPPED;
            case READY -> FindingKind.JOB_NEVER_STARTED;
            case FINISHED -> FindingKind.ALREADY_FINISHED;
            case EXPIRED -> FindingKind.JOB_EXPIRED;
            case DELETING -> FindingKind.JOB_DELETING;
            case UNRECOGNISED -> FindingKind.JOB_STATUS_UNKNOWN;
        };
        if (trouble == null) {
            return true;
        }
        findings.add(trouble, job, trouble == FindingKind.JOB_STATUS_UNKNOWN ? seen.statusText() : code);
        return switch (trouble) {
            case JOB_IN_ERROR, JOB_STOPPED, JOB_NEVER_STARTED, JOB_STATUS_UNKNOWN -> true;
            default -> false;
        };
    }

    private void checkPlans(PlannedJob job) {
        List<String> holders = meeting.stream()
                .filter(other -> other.jobs().contains(job.id()))
                .map(OtherWaves.Other::wave)
                .toList();
        if (!holders.isEmpty()) {
            findings.add(FindingKind.IN_ANOTHER_PLAN, job, "wave " + String.join(", ", holders));
        }
    }

    private void checkSource(PlannedJob job, SourceServer server) {
        if (facts.serversRefused() != null) {
            return;
        }
        if (server == null) {
            findings.add(FindingKind.SOURCE_UNKNOWN, job, null);
            return;
        }
        switch (server.state()) {
            case AVAILABLE, IN_USE -> {}
            case UNAVAILABLE, DELETING ->
                findings.add(
                        FindingKind.SOURCE_OFFLINE,
                        job,
                        server.errorCode() == null ? server.stateText() : server.errorCode());
            case UNRECOGNISED -> findings.add(FindingKind.SOURCE_UNKNOWN, job, server.stateText());
        }
    }

    private void checkTimes(PlannedJob job, ReplicationJob seen) {
        if (seen.validTime() != null && seen.validTime().isBefore(runs.to(job))) {
            findings.add(FindingKind.EXPIRES_TOO_SOON, job, "at " + zone.full(seen.validTime()));
        }
        if (PastRuns.nineInTen(seen.runs()) == null
                && job.expectedDuration() == null
                && plan.defaults().syncData(job)) {
            findings.add(FindingKind.NO_PAST_RUNS, job, minutes(plan.defaults().expectedDuration(job)));
        }
        runs.coming(job, seen).stream()
                .findFirst()
                .ifPresent(run -> findings.add(
                        FindingKind.RUN_IN_WINDOW,
                        job,
                        "about " + zone.full(run.starts()) + ", for about " + minutes(runs.usual(seen))));
    }

    private void checkCopy(PlannedJob job, ReplicationJob seen) {
        if (plan.defaults().syncData(job)) {
            return;
        }
        Instant newest = ComingRun.lastEnd(seen);
        if (newest == null) {
            findings.add(FindingKind.COPY_STALE, job, "SMC tells of no copy");
            return;
        }
        Duration age = Duration.between(newest, facts.at());
        boolean old = age.compareTo(OLD_COPY) > 0;
        findings.add(
                old ? FindingKind.COPY_STALE : FindingKind.COPY_AGE,
                job,
                "of " + zone.full(newest) + ", "
                        + (age.toHours() > 0 ? age.toHours() + " h ago" : minutes(age) + " ago"));
    }

    private void checkImage(PlannedGroup group, PlannedJob job, ReplicationJob seen) {
        boolean image = "Image".equals(seen.targetType()) || "ContainerImage".equals(seen.targetType());
        if (image
                && !hasAfter(group.rules().hooks())
                && !hasAfter(plan.defaults().hooks(job))) {
            findings.add(FindingKind.IMAGE_UNBOOTED, job, null);
        }
    }

    private static boolean hasAfter(Hooks hooks) {
        return hooks != null && hooks.after() != null;
    }

    private static String minutes(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) < 0
                ? duration.toSeconds() + " s"
                : duration.plusSeconds(30).toMinutes() + " min";
    }
}

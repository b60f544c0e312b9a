package dev.cutover.activities;

import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import dev.cutover.smc.JobStatus;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.ReplicationJob.Run;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a preflight sees of one job, as it should be; each row of a table changes one thing. */
final class PreflightNight {

    static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    static final Instant OPENS = Instant.parse("2026-11-27T17:00:00Z");
    static final Instant CLOSES = Instant.parse("2026-11-27T21:00:00Z");
    static final JobId ID = new JobId("j-1");
    private static final SourceServer ONLINE = new SourceServer("s-1", "db-01", "InUse", null, "j-1");

    String name = "db-01";
    String region = "cn-shanghai";
    String status = "Waiting";
    String errorCode;
    boolean runOnce;
    Duration frequency = Duration.ofHours(24);
    Instant validTime = Instant.parse("2026-12-20T00:00:00Z");
    Instant startTime;
    String target = "TargetInstance";
    List<Run> runs = List.of(run("2026-11-25T06:00:00Z"), run("2026-11-26T07:00:00Z"), run("2026-11-27T08:00:00Z"));
    SourceServer server = ONLINE;
    Plan plan = plan(new PlannedJob(ID, "db-01", null, null, null, null), null, 4);
    Looks.Look look;
    Failure jobsRefused;
    String serversRefused;
    Integer elsewhere = 0;
    Duration skew = Duration.ofSeconds(59);
    final Map<JobId, String> rivals = new HashMap<>();
    /** {@code null}: Temporal does not tell. */
    List<OtherWaves.Other> waves = List.of();

    List<String> silent = List.of();
    Facts.Probe probe = new Facts.Probe(Facts.Probe.Right.GRANTED, "InvalidParameter.JobId");

    PreflightReport judged() {
        return PreflightChecksImpl.judged(plan, facts(), 10);
    }

    Facts facts() {
        ReplicationJob job = new ReplicationJob(
                "j-1",
                name,
                null,
                "s-1",
                region,
                status(status),
                status,
                null,
                null,
                null,
                errorCode,
                null,
                runOnce,
                frequency,
                validTime,
                null,
                startTime,
                null,
                null,
                null,
                null,
                null,
                target,
                null,
                null,
                null,
                null,
                Map.of(),
                runs);
        Looks.Look seen = look == null ? new Looks.Seen(job, NOON) : look;
        Map<JobId, Looks.Look> looks = new HashMap<>();
        plan.groups().forEach(group -> group.jobs().forEach(one -> looks.put(one.id(), seen)));
        return new Facts(
                NOON,
                looks,
                jobsRefused,
                server == null ? Map.of() : Map.of("s-1", server),
                serversRefused,
                elsewhere,
                skew,
                rivals,
                waves == null ? null : new OtherWaves.Told(waves, silent),
                probe);
    }

    private static JobStatus status(String word) {
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.name().replace("_", "").equalsIgnoreCase(word))
                .findFirst()
                .orElse(JobStatus.UNRECOGNISED);
    }

    static Run run(String start) {
        Instant from = Instant.parse(start);
        return new Run(from, from.plus(Duration.ofMinutes(20)), "Schedule", null);
    }

    static Plan plan(PlannedJob job, Hooks hooks, int slots) {
        return plan(List.of(job), hooks, slots);
    }

    static Plan plan(List<PlannedJob> jobs, Hooks hooks, int slots) {
        GroupRules rules = new GroupRules(null, hooks, null, null, null, false);
        return new Plan(
                "prod-07",
                null,
                null,
                "",
                Limits.slots(slots),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(new PlannedGroup("app", List.of(), jobs, rules)),
                new Window(OPENS, CLOSES, CLOSES, "Asia/Shanghai"),
                null,
                Notify.nobody(),
                null,
                "cn-shanghai");
    }
}

package dev.cutover.activities;

import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightChecks;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import dev.cutover.forecast.Outlooks;
import dev.cutover.forecast.PlanAhead;
import dev.cutover.smc.Smc;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads what there is to know, and judges it. */
public final class PreflightChecksImpl implements PreflightChecks {

    /** SMC's own limit on running jobs, unless it was raised. */
    private static final int USUAL_QUOTA = 20;

    /** SMC refuses calls that are further off. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(15);

    private static final Duration NOTABLE_SKEW = Duration.ofMinutes(1);

    private final FactsReader reader;
    private final Supplier<Consumer<Listed>> progress;

    public PreflightChecksImpl(Smc smc, WorkflowClient client, InstantSource clock) {
        this(
                new FactsReader(
                        smc,
                        new CutoverRunsImpl(client, clock),
                        new TemporalWaves(client),
                        clock,
                        time -> TimeUnit.MILLISECONDS.sleep(time.toMillis())),
                () -> Activity.getExecutionContext()::heartbeat);
    }

    PreflightChecksImpl(FactsReader reader, Supplier<Consumer<Listed>> progress) {
        this.reader = reader;
        this.progress = progress;
    }

    @Override
    public PreflightReport check(CheckRequest request) {
        Facts facts = reader.read(request.plan(), request.probeRights(), progress.get());
        return judged(request.plan(), facts, request.mostNamed());
    }

    /** A pure function of the plan and what was seen. */
    static PreflightReport judged(Plan plan, Facts facts, int mostNamed) {
        Findings findings = new Findings();
        checkRights(facts, findings);
        checkClock(facts, findings);
        List<OtherWaves.Other> meeting = meeting(plan, facts);
        checkSlots(plan, facts, meeting, findings);
        if (facts.jobsRefused() == null) {
            JobChecks jobs = new JobChecks(plan, facts, meeting, findings);
            for (PlannedGroup group : plan.groups()) {
                group.jobs().forEach(job -> jobs.check(group, job));
            }
        }
        // After what was found of the jobs: who needs a person is not counted on.
        KnownJobs known = new KnownJobs(plan, facts, findings);
        Outlook outlook = facts.jobsRefused() == null ? Outlooks.of(plan, PlanAhead.of(plan, facts.at(), known)) : null;
        if (outlook != null) {
            Map<JobId, PlannedJob> planned = new HashMap<>();
            plan.groups().forEach(group -> group.jobs().forEach(job -> planned.put(job.id(), job)));
            outlook.jobsLeft().stream()
                    .filter(job -> !known.isBlocked(job.job()))
                    .forEach(job -> findings.add(FindingKind.DOES_NOT_FIT, planned.get(job.job()), job.why()));
        }
        return new PreflightReport(
                facts.at(), findings.list(mostNamed), outlook == null ? null : outlook.naming(mostNamed));
    }

    private static void checkRights(Facts facts, Findings findings) {
        Failure refused = facts.jobsRefused();
        if (refused != null) {
            boolean forbidden = refused.code() != null && refused.code().startsWith("Forbidden");
            findings.add(
                    forbidden ? FindingKind.MAY_NOT_READ_JOBS : FindingKind.ACCOUNT_REFUSED,
                    refused.code() == null ? refused.sentence() : refused.code());
        }
        if (refused == null && facts.serversRefused() != null) {
            findings.add(FindingKind.MAY_NOT_READ_SERVERS, facts.serversRefused());
        }
        if (facts.probe() == null) {
            findings.add(FindingKind.CUT_OVER_UNTRIED, null);
            return;
        }
        String said = facts.probe().said();
        switch (facts.probe().right()) {
            case GRANTED -> {}
            case FORBIDDEN -> findings.add(FindingKind.MAY_NOT_CUT_OVER, said);
            case ACCOUNT_REFUSED -> findings.add(FindingKind.CUT_OVER_REFUSED, said);
            case UNCLEAR -> findings.add(FindingKind.PROBE_UNCLEAR, said);
        }
    }

    private static void checkClock(Facts facts, Findings findings) {
        if (facts.skew() == null || facts.skew().abs().compareTo(NOTABLE_SKEW) <= 0) {
            return;
        }
        String detail = facts.skew().abs().toSeconds() + " s " + (facts.skew().isNegative() ? "ahead" : "behind");
        boolean refused = facts.skew().abs().compareTo(MOST_SKEW) > 0;
        findings.add(refused ? FindingKind.CLOCK_OFF : FindingKind.CLOCK_DRIFTS, detail);
    }

    private static void checkSlots(Plan plan, Facts facts, List<OtherWaves.Other> meeting, Findings findings) {
        int slots = Math.min(plan.limits().maxConcurrent(), plan.size());
        if (slots > USUAL_QUOTA) {
            findings.add(FindingKind.SLOTS_OVER_QUOTA, slots + " slots");
        }
        Integer elsewhere = facts.runningElsewhere();
        if (elsewhere != null && elsewhere > 0 && elsewhere + slots > USUAL_QUOTA) {
            findings.add(FindingKind.QUOTA_SHARED, elsewhere + " run now beside " + slots + " slots");
        }
        if (facts.waves() == null) {
            findings.add(FindingKind.WAVES_UNKNOWN, null);
        } else if (!facts.waves().silent().isEmpty()) {
            findings.add(
                    FindingKind.WAVES_UNKNOWN,
                    "no answer from " + String.join(", ", facts.waves().silent()));
        }
        int theirs = meeting.stream().mapToInt(OtherWaves.Other::slots).sum();
        if (theirs > 0 && theirs + slots > USUAL_QUOTA) {
            findings.add(
                    FindingKind.OTHER_WAVES,
                    slots + " slots beside "
                            + String.join(
                                    ", ",
                                    meeting.stream()
                                            .map(other -> other.wave() + " (" + other.slots() + ")")
                                            .toList()));
        }
    }

    private static List<OtherWaves.Other> meeting(Plan plan, Facts facts) {
        return facts.waves() == null
                ? List.of()
                : facts.waves().waves().stream()
                        .filter(other -> meet(plan.window(), other.window()))
                        .toList();
    }

    /** Whether there is a time at which both may have jobs in cutover. */
    private static boolean meet(Window one, Window other) {
        return one == null || other == null || (startsBefore(one, other) && startsBefore(other, one));
    }

    private static boolean startsBefore(Window one, Window other) {
        return one.opens() == null || one.opens().isBefore(other.closes());
    }
}

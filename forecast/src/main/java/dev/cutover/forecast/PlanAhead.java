package dev.cutover.forecast;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A plan, and what is known of its jobs, as a forecast takes them: before the night, and while the wave runs. What an operator has changed since is put
 * over it: {@link WaveAhead#withSlots}, {@link WaveAhead#within}, {@link WaveAhead#withCanary}. An approval that has been given stands no more in the plan.
 */
public final class PlanAhead {

    private final Plan plan;
    private final Knowledge knowledge;

    private PlanAhead(Plan plan, Knowledge knowledge) {
        this.plan = plan;
        this.knowledge = knowledge;
    }

    /** What is known beside the plan. */
    public interface Knowledge {

        Known of(PlannedJob job);

        /** Whether a group that is one unit stands prepared. */
        default boolean isPrepared(PlannedGroup unit) {
            return false;
        }
    }

    /**
     * What is known of a job.
     *
     * @param ready when it will be {@code Waiting}; {@code null}: it is, or nobody knows
     * @param since when its cutover began; {@code null} unless it is in flight
     * @param pastRuns {@link Spread#ofRuns}; where no more than their p90 is known, {@link Spread#exactly} that; {@code null}: there are none
     * @param away the scheduled runs that are expected, the first one first
     */
    public record Known(Stage stage, Instant ready, Instant since, Spread pastRuns, List<Away> away) {

        /** Of whose scheduled runs nothing is known. */
        public Known(Stage stage, Instant ready, Instant since, Spread pastRuns) {
            this(stage, ready, since, pastRuns, List.of());
        }

        /** It has not begun, and nothing keeps it from taking a slot. */
        public static Known waiting(Spread pastRuns) {
            return new Known(Stage.AHEAD, null, null, pastRuns);
        }
    }

    public static WaveAhead of(Plan plan, Instant now, Knowledge knowledge) {
        return new PlanAhead(plan, knowledge).wave(now);
    }

    private WaveAhead wave(Instant now) {
        Window window = plan.window();
        Canary canary = plan.limits().canary();
        return new WaveAhead(
                now,
                window == null ? null : window.opens(),
                window == null ? null : window.lastStart(),
                window == null ? null : window.closes(),
                plan.limits().maxConcurrent(),
                plan.polling().interval(),
                canary == null
                        ? null
                        : new CanaryAhead(
                                canary.first(),
                                canary.jobs().stream().map(JobId::value).toList()),
                plan.groups().stream().map(group -> group(group, now)).toList());
    }

    private GroupAhead group(PlannedGroup group, Instant now) {
        GroupRules rules = group.rules();
        Hooks hooks = rules.hooks();
        return new GroupAhead(
                group.name(),
                group.after(),
                group.jobs().stream().map(this::job).toList(),
                group.isUnit()
                        ? new UnitAhead(expected(hooks.before()), expected(hooks.after()), knowledge.isPrepared(group))
                        : null,
                group.minReady(),
                rules.startBy(),
                rules.ignoreFit(),
                rules.onFailure() == OnFailure.CONTINUE,
                isInVain(plan.approval(), now) || isInVain(rules.approval(), now));
    }

    /** One that can still be given is counted on. */
    private static boolean isInVain(Approval approval, Instant now) {
        return approval != null
                && approval.deadline() != null
                && !approval.startAnyway()
                && !now.isBefore(approval.deadline());
    }

    /** The plan's word for the job itself comes first, then its past runs, then the defaults; as in the wave. */
    private JobAhead job(PlannedJob job) {
        Known known = knowledge.of(job);
        JobDefaults defaults = plan.defaults();
        Spread past = known.pastRuns();
        Duration expected = defaults.expectedDuration(job, past == null ? null : past.p90());
        boolean pastCounts = past != null && job.expectedDuration() == null && defaults.syncData(job);
        Hooks hooks = defaults.hooks(job);
        return new JobAhead(
                job.id().value(),
                known.stage(),
                known.ready(),
                known.since(),
                pastCounts ? past : Spread.exactly(expected),
                expected,
                hooks == null ? Duration.ZERO : expected(hooks.before()),
                hooks == null ? Duration.ZERO : expected(hooks.after()),
                known.away());
    }

    private static Duration expected(Hook hook) {
        return hook == null ? Duration.ZERO : hook.expectedDuration();
    }
}

package dev.cutover.workflows.errands;

import dev.cutover.contract.Account;
import dev.cutover.contract.Account.LeftOut;
import dev.cutover.contract.Account.ResolvedPlan;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Messages;
import dev.cutover.contract.Messages.SendRequest;
import dev.cutover.contract.Nights;
import dev.cutover.contract.Nights.NightRequest;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.ScheduledWave;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.Window;
import dev.cutover.contract.Words;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.contract.ZoneTime;
import dev.cutover.workflows.Policies;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Dates the plan, starts the night's wave unless it is too late, and is as good as that wave; where there is none, it tells people. */
public final class ScheduledWaveImpl implements ScheduledWave {

    private static final SearchAttributeKey<OffsetDateTime> NOMINAL =
            SearchAttributeKey.forOffsetDateTime(NOMINAL_TIME);

    private static final Logger log = Workflow.getLogger(ScheduledWaveImpl.class);

    /** So many jobs of a reason are named. */
    private static final int MOST_NAMED = 5;

    @Override
    public Result run(Plan plan, boolean searchable) {
        OffsetDateTime nominal = Workflow.getTypedSearchAttributes().get(NOMINAL);
        Plan tonight = plan;
        ResolvedPlan selected;
        try {
            tonight = dated(plan, nominal);
            refuseLate(tonight);
            selected = selected(tonight);
            // To select may take its time.
            refuseLate(tonight);
        } catch (ApplicationFailure failure) {
            tell(tonight, plan.wave(), failure.getOriginalMessage() + advice(failure, plan, tonight, nominal));
            throw failure;
        }
        List<String> leftOut = leftOut(selected.leftOut());
        Plan due = selected.due();
        if (due == null) {
            tell(
                    tonight,
                    plan.wave(),
                    "Nothing was started for " + tonight.wave()
                            + ", and nothing is left to do: all that the plan selects has finished already. Once no more is"
                            + " to come, `cutover schedule delete " + plan.wave() + "` ends it.");
            return new Result(tonight.wave(), false, null, null, true, leftOut);
        }
        return carriedOut(WaveStart.of(due).withPreflight().searchable(searchable), leftOut);
    }

    /** Nobody else would say that there is no wave tonight. What cannot be sent harms nothing; it is waited for, since nothing else is. */
    private static void tell(Plan tonight, String schedule, String sentence) {
        Messages messages = Workflow.newActivityStub(
                Messages.class, Policies.MESSAGE.options(tonight.polling(), Words.spoken(MessageKind.NOT_STARTED)));
        Message message = new Message(
                tonight.wave() + "/" + Workflow.getInfo().getFirstExecutionRunId() + "/1",
                MessageKind.NOT_STARTED,
                tonight.wave(),
                tonight.change(),
                tonight.account(),
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                sentence,
                List.of(),
                0,
                null,
                "cutover schedule show " + schedule);
        List<Promise<Void>> sent = new ArrayList<>();
        for (Receiver receiver : tonight.notifications().receivers()) {
            if (receiver.wants(message.kind())) {
                sent.add(Async.procedure(messages::send, new SendRequest(receiver, message))
                        .handle(ScheduledWaveImpl::logged));
            }
        }
        Promise.allOf(sent).get();
    }

    private static Void logged(Void nothing, RuntimeException failure) {
        if (failure != null) {
            log.warn("A message could not be sent", failure);
        }
        return null;
    }

    /** Which night it was when that is not known, and how it can still take place. */
    private static String advice(ApplicationFailure failure, Plan plan, Plan tonight, OffsetDateTime nominal) {
        String which = tonight.night() != null && nominal != null
                ? " It was the start of " + ZoneTime.of(null).full(nominal.toInstant()) + "."
                : "";
        return which
                + (failure.getType().equals(Failure.PLAN_REFUSED.name())
                        ? " Once that is mended (`cutover schedule update " + plan.wave()
                                + " --plan FILE` gives it another plan), `cutover schedule trigger " + plan.wave()
                                + "` starts this night, up to its last start."
                        : "");
    }

    /** What was selected and is left out, by group and reason. */
    private static List<String> leftOut(List<LeftOut> jobs) {
        Map<String, List<FoundJob>> reasons = new LinkedHashMap<>();
        jobs.forEach(left -> reasons.computeIfAbsent(
                        "group " + left.group() + " goes without what " + left.why(), reason -> new ArrayList<>())
                .add(left.job()));
        List<String> sentences = new ArrayList<>();
        reasons.forEach((reason, left) -> sentences.add(reason + ": "
                + left.stream()
                        .limit(MOST_NAMED)
                        .map(job -> job.spokenName() + " (" + job.id() + ")")
                        .collect(Collectors.joining(", "))
                + (left.size() > MOST_NAMED ? " and " + (left.size() - MOST_NAMED) + " more" : "")));
        return sentences;
    }

    /** For the nominal time, never for now: after an outage that would be another night. */
    private static Plan dated(Plan plan, OffsetDateTime nominal) {
        if (nominal == null) {
            throw failed(
                    Failure.PLAN_REFUSED,
                    "It has no nominal time: only a schedule can start it. Use `cutover schedule trigger`, or `cutover start`"
                            + " with a plan whose window has dates.");
        }
        Nights nights = Workflow.newActivityStub(Nights.class, Policies.DATE_A_NIGHT.options(plan.polling()));
        return asked(() -> nights.at(new NightRequest(plan, nominal.toInstant())));
    }

    private static void refuseLate(Plan plan) {
        Window window = plan.window();
        ZoneTime times = ZoneTime.of(window.timeZone());
        if (!window.opens().isBefore(window.lastStart())) {
            throw failed(
                    Failure.TOO_LATE,
                    "The clock changes in this night, and leaves no time between opening and last start ("
                            + times.full(window.lastStart()) + "): nothing was started for " + plan.wave() + ".");
        }
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        if (!now.isBefore(window.lastStart())) {
            throw failed(
                    Failure.TOO_LATE,
                    "The last start of the night was at " + times.full(window.lastStart()) + ", and this began at "
                            + times.full(now) + ": nothing was started for " + plan.wave() + ".");
        }
    }

    private static ResolvedPlan selected(Plan plan) {
        if (!plan.selects()) {
            return new ResolvedPlan(plan, List.of(), List.of(), List.of());
        }
        Account account = Workflow.newActivityStub(Account.class, Policies.LIST.options(plan.polling()));
        ResolvedPlan resolved = asked(() -> account.resolve(plan));
        if (!resolved.refusals().isEmpty()) {
            throw failed(
                    Failure.PLAN_REFUSED,
                    "Nothing was started for " + plan.wave() + ": " + String.join(" ", resolved.refusals()));
        }
        return resolved;
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            String why = failure.getCause() instanceof ApplicationFailure told
                    ? told.getOriginalMessage()
                    : "No worker could say what the plan is tonight.";
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    "Nothing was started: " + why, Failure.PLAN_REFUSED.name(), failure);
        }
    }

    private static Result carriedOut(WaveStart start, List<String> leftOut) {
        Plan plan = start.plan();
        CutoverWave wave = Workflow.newChildWorkflowStub(CutoverWave.class, options(plan));
        Promise<WaveResult> end = Async.function(wave::run, start);
        try {
            Workflow.getWorkflowExecution(wave).get();
        } catch (ChildWorkflowFailure failure) {
            if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
                return new Result(plan.wave(), true, null, null, false, leftOut);
            }
            throw failure;
        }
        // What the wave becomes when it continues as new, too: the promise is that of the whole chain.
        return judged(plan, ended(plan, end), leftOut);
    }

    /** The wave lives on whatever becomes of the one who started it; a night has one wave, and no second one after it. */
    private static ChildWorkflowOptions options(Plan plan) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.wave(plan.wave()))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                // Cancel drains the wave, and that ends when what is in flight is through.
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setStaticSummary(plan.size() + " jobs in " + plan.groups().size() + " groups"
                        + (plan.change() == null ? "" : ", " + plan.change()))
                .build();
    }

    private static WaveResult ended(Plan plan, Promise<WaveResult> end) {
        try {
            return end.get();
        } catch (ChildWorkflowFailure failure) {
            if (failure.getCause() instanceof CanceledFailure && isCancelled()) {
                throw failure;
            }
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    "The wave " + plan.wave() + " was ended by hand: look with `cutover status " + plan.wave()
                            + "` whether something of it is still in flight.",
                    Failure.ENDED_WITHOUT_REPORT.name(),
                    failure);
        }
    }

    private static boolean isCancelled() {
        return CancellationScope.current().isCancelRequested();
    }

    /** Jobs that were deferred or skipped are no reason to stop a schedule: the next night has them, or a person did not want them. */
    private static Result judged(Plan plan, WaveResult result, List<String> leftOut) {
        boolean split = result.progress().groups().stream().anyMatch(GroupProgress::split);
        boolean well = switch (result.outcome()) {
            case DONE, PARTLY_DONE -> !split;
            case NOT_DONE, RUNNING, ENDED_WITHOUT_REPORT, UNRECOGNISED -> false;
        };
        if (well) {
            return new Result(plan.wave(), false, result.outcome(), result.counts(), false, leftOut);
        }
        throw failed(
                Failure.ENDED_BADLY,
                "The wave " + plan.wave() + " ended "
                        + (result.outcome() == WaveOutcome.PARTLY_DONE ? "with a group split" : "badly") + ": "
                        + result.counts().failed() + " failed and "
                        + result.counts().unfinished()
                        + " unfinished of " + result.counts().total() + " jobs. See `cutover report " + plan.wave()
                        + "`.");
    }

    private static ApplicationFailure failed(Failure type, String sentence) {
        return ApplicationFailure.newNonRetryableFailure(sentence, type.name());
    }
}

package dev.cutover.workflows.errands;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Messages;
import dev.cutover.contract.Messages.SendRequest;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Words;
import dev.cutover.workflows.Policies;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends one message to each receiver, and tells who took it. */
public final class MessageTrialImpl implements MessageTrial {

    @Override
    public Result run(Plan plan) {
        Messages messages = Workflow.newActivityStub(Messages.class, Policies.TRIAL.options(plan.polling()));
        Message message = new Message(
                plan.wave() + "/" + Workflow.getInfo().getRunId(),
                MessageKind.TEST,
                plan.wave(),
                plan.change(),
                plan.account(),
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                "This is a test: messages about this wave come here.",
                List.of(),
                0,
                JobCounts.of(List.of()),
                "cutover status " + plan.wave());
        Map<String, Promise<Void>> sent = new LinkedHashMap<>();
        List<Receiver> receivers = plan.notifications().receivers();
        for (int number = 1; number <= receivers.size(); number++) {
            Receiver receiver = receivers.get(number - 1);
            sent.put(
                    number + " (" + Words.spoken(receiver.form()) + ")",
                    Async.procedure(messages::send, new SendRequest(receiver, message)));
        }
        if (plan.notifications().heartbeat() != null) {
            sent.put(
                    "heartbeat",
                    Async.procedure(messages::beat, plan.notifications().heartbeat()));
        }
        List<Told> told = new ArrayList<>();
        sent.forEach((to, answer) -> told.add(new Told(to, why(answer.getFailure()))));
        return new Result(told);
    }

    /** {@code null} when it was taken. */
    private static String why(RuntimeException failure) {
        if (failure == null) {
            return null;
        }
        return failure instanceof ActivityFailure && failure.getCause() instanceof ApplicationFailure told
                ? told.getOriginalMessage()
                : "no answer within a minute";
    }
}

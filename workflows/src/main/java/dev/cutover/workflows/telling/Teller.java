package dev.cutover.workflows.telling;

import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Message;
import dev.cutover.contract.Messages;
import dev.cutover.contract.Messages.SendRequest;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Words;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Moment;
import dev.cutover.workflows.telling.Tidings.Tiding;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** Sends what there is to tell, and the wave's sign of life. What cannot be sent harms nothing. */
public final class Teller {

    private static final Logger log = Workflow.getLogger(Teller.class);

    private final Plan plan;
    private final Board board;
    private final Tidings tidings;
    private final List<Promise<Void>> underWay = new ArrayList<>();
    private Instant beatAt;
    private int count;

    /** @param goesOn an earlier run of the wave has told people already */
    public Teller(Plan plan, Board board, Marks marks, boolean goesOn) {
        this.plan = plan;
        this.board = board;
        this.tidings = new Tidings(plan.wave(), board, marks, goesOn);
        this.beatAt = marks.beatAt();
        this.count = marks.messages();
    }

    public void tell(Instant now) {
        underWay.removeIf(Promise::isCompleted);
        tidings.collect(now).forEach(tiding -> send(tiding, now));
        beat(now);
    }

    /** The last message, after all others; each is waited for, for a while. */
    public void tellEnd(Instant now) {
        tell(now);
        awaitSent();
        send(tidings.end(), now);
        awaitSent();
    }

    private void awaitSent() {
        if (!isIdle()) {
            Workflow.await(Policies.LAST_WORDS, this::isIdle);
        }
    }

    private void send(Tiding tiding, Instant now) {
        count++;
        int named = Math.min(Message.MOST_JOBS, tiding.jobs().size());
        Message message = new Message(
                plan.wave() + "/" + Workflow.getInfo().getFirstExecutionRunId() + "/" + count,
                tiding.kind(),
                plan.wave(),
                plan.change(),
                plan.account(),
                now,
                tiding.sentence(),
                List.copyOf(tiding.jobs().subList(0, named)),
                tiding.jobs().size() - named,
                board.counts(),
                tiding.command());
        for (Receiver receiver : plan.notifications().receivers()) {
            if (receiver.wants(tiding.kind())) {
                String summary = tiding.kind().word() + " (" + Words.camelCase(receiver.form()) + ")";
                Messages messages =
                        Workflow.newActivityStub(Messages.class, Policies.MESSAGE.options(plan.polling(), summary));
                follow(Async.procedure(messages::send, new SendRequest(receiver, message)));
            }
        }
    }

    private void beat(Instant now) {
        Heartbeat heartbeat = plan.notifications().heartbeat();
        if (heartbeat != null && board.hours().hasOpened(now) && !now.isBefore(nextBeat(now))) {
            beatAt = now;
            Messages beats =
                    Workflow.newActivityStub(Messages.class, Policies.BEAT.options(plan.polling(), "sign of life"));
            follow(Async.procedure(beats::beat, heartbeat));
        }
    }

    private Instant nextBeat(Instant now) {
        return beatAt == null
                ? now
                : beatAt.plus(plan.notifications().heartbeat().every());
    }

    private void follow(Promise<Void> sending) {
        underWay.add(sending.handle((nothing, failure) -> {
            if (failure != null) {
                log.warn("A message could not be sent", failure);
            }
            return null;
        }));
    }

    /** Whether something has come up since it last told: the next run would not know. */
    public boolean hasUntold() {
        return board.jobs().stream().anyMatch(job -> job.standing().isUntold());
    }

    /** Whether nothing would get lost if the wave continued as new. */
    public boolean isIdle() {
        return underWay.stream().allMatch(Promise::isCompleted);
    }

    /** When there is something to tell by itself. */
    public List<Moment> moments() {
        List<Moment> moments =
                new ArrayList<>(plan.notifications().receivers().isEmpty() ? List.of() : tidings.moments());
        if (plan.notifications().heartbeat() != null && beatAt != null) {
            moments.add(new Moment(nextBeat(beatAt), "sign of life"));
        }
        return moments;
    }

    public Marks marks() {
        return new Marks(
                tidings.hasOpened(),
                tidings.isLastStartNear(),
                tidings.heldAt(),
                beatAt,
                board.slots().lowered(),
                board.slots().restUntil(),
                board.safeguards().forgivenFailures(),
                board.safeguards().forgivenBlocked(),
                board.safeguards().forgivenCodes(),
                board.safeguards().isCanaryPassed(),
                count,
                board.safeguards().seenCodes());
    }
}

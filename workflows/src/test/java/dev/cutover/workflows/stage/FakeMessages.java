package dev.cutover.workflows.stage;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Messages;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what a wave tells; or refuses it all. */
public final class FakeMessages implements Messages {

    private final InstantSource clock;
    private volatile FailureKind trouble;

    public final List<Message> taken = new CopyOnWriteArrayList<>();
    public final List<Instant> beats = new CopyOnWriteArrayList<>();

    FakeMessages(InstantSource clock) {
        this.clock = clock;
    }

    public void trouble(FailureKind kind) {
        trouble = kind;
    }

    public List<MessageKind> kinds() {
        return taken.stream().map(Message::kind).toList();
    }

    public List<Message> of(MessageKind kind) {
        return taken.stream().filter(message -> message.kind() == kind).toList();
    }

    @Override
    public void send(SendRequest request) {
        failInTrouble();
        taken.add(request.message());
    }

    @Override
    public void beat(Heartbeat heartbeat) {
        failInTrouble();
        beats.add(clock.instant());
    }

    private void failInTrouble() {
        FailureKind kind = trouble;
        if (kind != null) {
            throw ApplicationFailure.newFailure("as pretended", kind.name());
        }
    }
}

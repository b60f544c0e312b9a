package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Tells people. Fails with {@link FailureKind#HOOK_SILENT} to be retried, and with {@link FailureKind#HOOK_REFUSED} for good; neither ever harms
 * the wave.
 */
@ActivityInterface(namePrefix = "Messages.")
public interface Messages {

    @ActivityMethod
    void send(SendRequest request);

    @ActivityMethod
    void beat(Heartbeat heartbeat);

    record SendRequest(Receiver receiver, Message message) {}
}

package dev.cutover.activities;

import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Message;
import dev.cutover.contract.Messages;
import dev.cutover.contract.Receiver;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Headers;

/** Tells people what a wave has to say, each in the form of their chat, and lets whoever waits for it hear the wave's heartbeat. */
public final class MessagesImpl implements Messages {

    private static final Headers NO_HEADERS = new Headers.Builder().build();

    private final Endpoints endpoints;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Supplier<HookAttempt> attempts;

    /** @param environment of the worker, for the secrets that plans name */
    public MessagesImpl(Map<String, String> environment, InstantSource clock) {
        this(new Secrets(environment), clock);
    }

    private MessagesImpl(Secrets secrets, InstantSource clock) {
        this(
                new Endpoints(Endpoints.client().build(), secrets, UserHooksImpl.BEAT),
                secrets,
                clock,
                HookAttempt::current);
    }

    MessagesImpl(Endpoints endpoints, Secrets secrets, InstantSource clock, Supplier<HookAttempt> attempts) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.clock = clock;
        this.attempts = attempts;
    }

    @Override
    public void send(SendRequest request) {
        HookAttempt attempt = attempts.get();
        try {
            send(request.receiver(), request.message(), attempt);
        } catch (NotDone notDone) {
            throw notDone.asFailureOf(attempt.number());
        }
    }

    private void send(Receiver receiver, Message message, HookAttempt attempt) throws NotDone {
        Address address = Address.of(receiver.url(), receiver.urlFrom(), secrets);
        Headers headers = Endpoints.keyed(new Headers.Builder(), message.key()).build();
        switch (receiver.form()) {
            case JSON, UNRECOGNISED -> endpoints.post(address, headers, HttpHook.json(message), attempt);
            case SLACK -> Slack.check(address, endpoints.post(address, headers, Slack.body(message), attempt));
            case DINGTALK ->
                DingTalk.check(
                        address, endpoints.post(signed(address, receiver), headers, DingTalk.body(message), attempt));
        }
    }

    private Address signed(Address address, Receiver receiver) throws NotDone {
        return receiver.secretFrom() == null
                ? address
                : DingTalk.signed(address, secrets.valueOf(receiver.secretFrom()), clock.instant());
    }

    @Override
    public void beat(Heartbeat heartbeat) {
        HookAttempt attempt = attempts.get();
        try {
            endpoints.ask(Address.of(heartbeat.url(), heartbeat.urlFrom(), secrets), NO_HEADERS, attempt);
        } catch (NotDone notDone) {
            throw notDone.asFailureOf(attempt.number());
        }
    }
}

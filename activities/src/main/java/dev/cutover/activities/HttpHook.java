package dev.cutover.activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.Converter;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;

/** One step at an endpoint of the user's: sent by POST, and, when it says that it goes on there, asked about by GET until it has ended. */
final class HttpHook {

    static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final int GOES_ON = 202;
    private static final ObjectMapper MAPPER = Converter.mapper();

    private final Endpoints endpoints;
    private final Secrets secrets;
    private final AtOnce atOnce;

    HttpHook(Endpoints endpoints, Secrets secrets, AtOnce atOnce) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.atOnce = atOnce;
    }

    HookResult run(Hook.Http hook, Integer most, HookInput input, HookAttempt attempt) throws NotDone {
        Address address = Address.of(hook.url(), hook.urlFrom(), secrets);
        Headers headers = headers(hook, input);
        String name = address.url().toString();
        boolean hasBegun = attempt.noted().isPresent();
        if (!atOnce.enter(name, hasBegun ? null : most, input.key())) {
            throw UserHooksImpl.othersRun(address.told(), most);
        }
        Duration goesOn = null;
        try {
            Endpoints.Answer answer = hasBegun
                    ? endpoints.ask(address.at(attempt.noted().get()), headers, attempt)
                    : endpoints.post(address, headers, json(input), attempt);
            if (isThrough(answer, attempt, address)) {
                return new HookResult(Excerpt.of(answer.body(), Hook.LONGEST_OUTPUT));
            }
            goesOn = wait(answer.retryAfter());
            throw NotDone.notYet(address.told() + " says that it goes on", goesOn);
        } finally {
            atOnce.leave(name, input.key());
            if (goesOn != null) {
                atOnce.goesOn(name, input.key(), goesOn);
            }
        }
    }

    /** Notes where to ask when it is not. */
    private boolean isThrough(Endpoints.Answer answer, HookAttempt attempt, Address address) throws NotDone {
        Optional<String> where = attempt.noted().or(() -> Optional.ofNullable(answer.location()));
        if (answer.status() != GOES_ON || where.isEmpty()) {
            return true;
        }
        if (!where.get().equals(secrets.redacted(where.get()))) {
            // It would stand in the history.
            throw NotDone.refused(
                    address.told()
                            + " answers 202 with a Location that has a secret in it: it has to tell the secret from the headers, as at first");
        }
        address.at(where.get());
        attempt.note(where.get());
        return false;
    }

    private static Duration wait(String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,9}")) {
            return ASK_AGAIN;
        }
        Duration told = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        if (told.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
    }

    private Headers headers(Hook.Http hook, HookInput input) throws NotDone {
        Headers.Builder headers = new Headers.Builder();
        for (Hook.Header header : hook.headers()) {
            String value = header.valueFrom() == null ? header.value() : secrets.valueOf(header.valueFrom());
            if (header.name() == null || !header.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw NotDone.refused("the plan has a header with a name that is none: give letters, digits and '-'");
            }
            if (value == null || !value.matches("[\\x20-\\x7e\\t]*")) {
                throw NotDone.refused("the header " + header.name()
                        + " has a value that no header can carry: give printable ASCII, on one line");
            }
            headers.set(header.name(), value);
        }
        return Endpoints.keyed(headers, input.key()).build();
    }

    static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

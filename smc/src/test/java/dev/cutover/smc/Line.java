package dev.cutover.smc;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockWebServer;

/** Clients for the tests, and what became of their calls as one short sentence. */
final class Line {

    static final AccessKey KEY = new AccessKey("LTAItestAccessKeyId", "PLANTEDsecretOfThirtyCharacter", null, null);

    private Line() {}

    static SmcClient to(MockWebServer server) {
        return to(URI.create("http://127.0.0.1:" + server.getPort()));
    }

    static SmcClient to(URI endpoint) {
        return to(SmcSettings.at(endpoint), Credentials.fixed(KEY));
    }

    static SmcClient to(SmcSettings settings, Credentials credentials) {
        AtomicInteger nonce = new AtomicInteger();
        return new SmcClient(
                settings, credentials, new TestClock(), Pace.unlimited(), () -> "nonce-" + nonce.incrementAndGet());
    }

    /** Gives up soon, for a server that does not answer at all. */
    static SmcClient impatient(URI endpoint) {
        return to(
                new SmcSettings(
                        endpoint, null, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), null, 10),
                Credentials.fixed(KEY));
    }

    static String cutOver(SmcClient client) {
        return cutOver(client, CallGuard.ALWAYS);
    }

    static String cutOver(SmcClient client, CallGuard guard) {
        return verdict(() -> client.cutOverReplicationJob("j-1", true, guard));
    }

    /** {@code answered ...}, {@code refused STATUS CODE}, {@code unclear STATUS|-}, {@code not sent}; anything else is a crash. */
    static String verdict(Callable<?> call) {
        try {
            return "answered " + call.call();
        } catch (SmcException.Refused refused) {
            return "refused " + refused.httpStatus() + " " + refused.code();
        } catch (SmcException.NoClearAnswer unclear) {
            return "unclear "
                    + (unclear.httpStatus().isPresent() ? unclear.httpStatus().getAsInt() : "-");
        } catch (SmcException.NotSent notSent) {
            return "not sent";
        } catch (Exception crash) {
            throw new AssertionError("a crash", crash);
        }
    }

    /** The failure of a call that must fail. */
    static SmcException failure(Callable<?> call) {
        try {
            throw new AssertionError("it went well: " + call.call());
        } catch (SmcException failure) {
            return failure;
        } catch (Exception crash) {
            throw new AssertionError("a crash", crash);
        }
    }
}

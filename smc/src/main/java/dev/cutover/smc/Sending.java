package dev.cutover.smc;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * What is known of one call on its way: whether it may leave, and whether it has. It travels as the request's tag, so that what is known
 * comes from the wire itself and not from guesses on exceptions.
 */
final class Sending {

    private final CallGuard guard;
    private volatile boolean begun;
    private volatile AccessKey key;
    private volatile int status;

    Sending(CallGuard guard) {
        this.guard = guard;
    }

    /** Whether a byte of the request may have left. */
    boolean hasBegun() {
        return begun;
    }

    /** The status line that came, or 0. */
    int status() {
        return status;
    }

    void signedWith(AccessKey signingKey) {
        this.key = signingKey;
    }

    /** What takes the call's key out of a text. */
    Redaction redaction() {
        return new Redaction(key);
    }

    /** Notes the moment before the first byte. */
    static final class Listener extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            of(call).begun = true;
        }
    }

    /** Stands behind the connection: asks the guard, and lets nothing be sent twice. */
    static final class Gate implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Sending sending = of(chain.call());
            if (sending.begun) {
                throw new IOException("the HTTP client wanted to send it a second time");
            }
            Optional<String> refusal = sending.guard.refusal();
            if (refusal.isPresent()) {
                throw new NotWanted(refusal.get());
            }
            Response response = chain.proceed(chain.request());
            sending.status = response.code();
            // With `Retry-After: 0` on a 503 the HTTP client would send again by itself.
            return response.newBuilder().removeHeader("Retry-After").build();
        }
    }

    static Sending of(Call call) {
        Sending sending = call.request().tag(Sending.class);
        if (sending == null) {
            throw new IllegalStateException("a request without its tag");
        }
        return sending;
    }

    /** The guard said no. */
    static final class NotWanted extends IOException {

        private static final long serialVersionUID = 1L;

        NotWanted(String why) {
            super(why);
        }
    }
}

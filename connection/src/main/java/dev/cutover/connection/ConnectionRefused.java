package dev.cutover.connection;

import java.util.Objects;

/**
 * There is no line to Temporal. The message is a sentence for the operator: it names the address and the setting to mend, and no secret.
 * It has no cause, because causes quote what they could not read.
 */
public final class ConnectionRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ConnectionRefused(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Why there is no line. */
    public enum Reason {
        /** A setting is missing, contradicts another one or cannot be read; nothing was sent. */
        BAD_CONFIGURATION,
        /** Nobody answers there, or something that is not Temporal, or the other side's TLS is not ours. */
        NOT_REACHABLE,
        /** The server does not know who asks, or does not let them in. */
        NOT_ALLOWED,
        /** The server answers and has no such namespace. */
        NO_SUCH_NAMESPACE
    }
}

package dev.cutover.smc;

import java.util.Optional;

/** The last word on whether a call may still leave. */
@FunctionalInterface
public interface CallGuard {

    CallGuard ALWAYS = Optional::empty;

    /** Empty: go. Else why not; the call ends as {@link SmcException.NotSent}. */
    Optional<String> refusal();
}

package dev.cutover.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.Optional;

/** One attempt at something of the user's own, as Temporal sees it. */
interface HookAttempt {

    /** From 1. */
    int number();

    /** What this attempt, or else an earlier one, has noted. */
    Optional<String> noted();

    /**
     * Notes something for the next attempt.
     *
     * @throws ActivityCompletionException when nobody waits for this attempt any more
     */
    void note(String what);

    /**
     * Says that it goes on.
     *
     * @throws ActivityCompletionException when nobody waits for this attempt any more
     */
    void goesOn();

    /** The one that runs in this thread. */
    static HookAttempt current() {
        ActivityExecutionContext context = Activity.getExecutionContext();
        return new HookAttempt() {

            private String noted = context.getHeartbeatDetails(String.class).orElse(null);

            @Override
            public int number() {
                return context.getInfo().getAttempt();
            }

            @Override
            public Optional<String> noted() {
                return Optional.ofNullable(noted);
            }

            @Override
            public void note(String what) {
                noted = what;
                goesOn();
            }

            @Override
            public void goesOn() {
                // Always with the note, for each heartbeat takes the place of the one before.
                context.heartbeat(noted);
            }
        };
    }
}

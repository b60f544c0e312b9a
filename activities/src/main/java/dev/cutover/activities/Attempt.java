package dev.cutover.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.Optional;

/** One attempt of an activity, as Temporal sees it. */
interface Attempt {

    /** From 1. */
    int number();

    /** What an earlier attempt left. */
    Optional<Notes> notes();

    /**
     * Leaves notes for the next attempt; the first ones of an attempt reach the server before this returns.
     *
     * @throws ActivityCompletionException when nobody waits for this attempt any more
     */
    void note(Notes notes);

    /** The one that runs in this thread. */
    static Attempt current() {
        ActivityExecutionContext context = Activity.getExecutionContext();
        return new Attempt() {
            @Override
            public int number() {
                return context.getInfo().getAttempt();
            }

            @Override
            public Optional<Notes> notes() {
                return context.getHeartbeatDetails(Notes.class);
            }

            @Override
            public void note(Notes notes) {
                context.heartbeat(notes);
            }
        };
    }
}

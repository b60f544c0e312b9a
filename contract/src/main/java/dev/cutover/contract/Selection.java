package dev.cutover.contract;

/**
 * Which jobs a group has, when its plan does not list them: found once, when the wave is started, and then fixed.
 *
 * @param atMost it is refused when it finds more: nobody cuts over an account by a slip of the hand
 */
public record Selection(JobQuery query, int atMost) {

    /** Whether it selects as the other does, however both are written. */
    public boolean means(Selection other) {
        return other != null && atMost == other.atMost && query.means(other.query);
    }
}

package dev.cutover.activities;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attempt whose notes a test reads. */
final class FakeAttempt implements Attempt {

    private final int number;
    private final Notes before;
    final List<Notes> noted = new ArrayList<>();
    private RuntimeException gone;

    FakeAttempt(int number, Notes before) {
        this.number = number;
        this.before = before;
    }

    /** Nobody waits for it any more. */
    FakeAttempt gone(RuntimeException how) {
        gone = how;
        return this;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Optional<Notes> notes() {
        return Optional.ofNullable(before);
    }

    @Override
    public void note(Notes notes) {
        if (gone != null) {
            throw gone;
        }
        noted.add(notes);
    }

    /** What the next attempt finds. */
    Notes latest() {
        return noted.isEmpty() ? before : noted.get(noted.size() - 1);
    }
}

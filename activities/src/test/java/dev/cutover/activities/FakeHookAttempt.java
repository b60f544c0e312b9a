package dev.cutover.activities;

import java.util.Optional;

/** An attempt whose notes and beats a test reads. */
final class FakeHookAttempt implements HookAttempt {

    private final int number;
    private String noted;
    private int beats;
    private Runnable deed = () -> {};

    FakeHookAttempt(int number, String noted) {
        this.number = number;
        this.noted = noted;
    }

    static FakeHookAttempt first() {
        return new FakeHookAttempt(1, null);
    }

    /** What happens on each beat; when it throws, nobody waits for the attempt any more. */
    FakeHookAttempt onBeat(Runnable what) {
        deed = what;
        return this;
    }

    /** The attempt after this one. */
    FakeHookAttempt next() {
        return new FakeHookAttempt(number + 1, noted);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Optional<String> noted() {
        return Optional.ofNullable(noted);
    }

    @Override
    public void note(String what) {
        noted = what;
    }

    @Override
    public void goesOn() {
        beats++;
        deed.run();
    }

    int beats() {
        return beats;
    }
}

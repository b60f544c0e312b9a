package dev.cutover.forecast;

/** Why a job will not make it. */
public enum Obstacle {
    LAST_START("would start after the last start"),
    DOES_NOT_FIT("would not end before the window closes"),
    UNIT_DOES_NOT_FIT("its group would not end as a whole before the window closes"),
    NOT_APPROVED("waits for an approval whose deadline has passed"),
    START_PASSED("is not ready, and its group had to start by a time that has passed"),
    NOT_READY("is not ready in time"),
    UNIT_NOT_READY("its group is not ready as a whole in time"),
    BEHIND("a group that it comes after will not be through in time"),
    CANARY("the canary will not be through in time"),
    BLOCKED("waits for a person");

    private final String sentence;

    Obstacle(String sentence) {
        this.sentence = sentence;
    }

    /** What is said of the job, for example {@code is not ready in time}. */
    public String sentence() {
        return sentence;
    }
}

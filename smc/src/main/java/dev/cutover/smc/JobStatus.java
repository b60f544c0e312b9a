package dev.cutover.smc;

import java.util.Arrays;

/** The states of a replication job. */
public enum JobStatus {
    READY("Ready"),
    RUNNING("Running"),
    STOPPED("Stopped"),
    WAITING("Waiting"),
    IN_ERROR("InError"),
    FINISHED("Finished"),
    EXPIRED("Expired"),
    DELETING("Deleting"),
    /** None was given, or one that this version does not know. */
    UNRECOGNISED("");

    private final String word;

    JobStatus(String word) {
        this.word = word;
    }

    static JobStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst()
                .orElse(UNRECOGNISED);
    }
}

package dev.cutover.smc;

import java.util.Arrays;

/** What a replication job does while it runs. */
public enum BusinessStatus {
    PREPARING("Preparing"),
    /** Data. */
    SYNCING("Syncing"),
    /** The image. */
    PROCESSING("Processing"),
    CLEANING("Cleaning"),
    /** None was given, or one that this version does not know. */
    UNRECOGNISED("");

    private final String word;

    BusinessStatus(String word) {
        this.word = word;
    }

    static BusinessStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst()
                .orElse(UNRECOGNISED);
    }
}

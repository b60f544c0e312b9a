package dev.cutover.smc;

import java.util.Arrays;

/** The states of a source server. */
public enum SourceServerState {
    AVAILABLE("Available"),
    IN_USE("InUse"),
    /** Inactive or in error; the error code tells. */
    UNAVAILABLE("Unavailable"),
    DELETING("Deleting"),
    /** None was given, or one that this version does not know. */
    UNRECOGNISED("");

    private final String word;

    SourceServerState(String word) {
        this.word = word;
    }

    static SourceServerState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElse(UNRECOGNISED);
    }
}

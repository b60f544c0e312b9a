package dev.cutover.simulator;

import java.util.Arrays;
import java.util.Optional;

/** The operations that are pretended. */
enum Operation {
    DESCRIBE_JOBS("DescribeReplicationJobs"),
    CUT_OVER("CutOverReplicationJob"),
    START("StartReplicationJob"),
    STOP("StopReplicationJob"),
    DESCRIBE_SOURCE_SERVERS("DescribeSourceServers");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** As {@code x-acs-action} names it. */
    String word() {
        return word;
    }

    boolean isLook() {
        return this == DESCRIBE_JOBS || this == DESCRIBE_SOURCE_SERVERS;
    }

    static Optional<Operation> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}

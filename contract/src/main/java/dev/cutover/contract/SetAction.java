package dev.cutover.contract;

/** An operator changes a limit; what is {@code null} stays. */
public record SetAction(String actor, String reason, Integer maxConcurrent) {

    public static final int MOST_CONCURRENT = 200;
}

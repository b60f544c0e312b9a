package dev.cutover.contract;

/** @param output what it said, at most {@link Hook#LONGEST_OUTPUT} characters; or {@code null} */
public record HookResult(String output) {}

package dev.cutover.contract;

/**
 * What a wave may do at once.
 *
 * @param maxConcurrent slots: the jobs in cutover at SMC at one time; its own default limit on running jobs is 20
 */
public record Limits(int maxConcurrent) {

    public static Limits defaults() {
        return new Limits(20);
    }
}

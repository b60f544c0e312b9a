package dev.cutover.forecast;

/**
 * A job that will not make it, or may not.
 *
 * @param why what keeps it back most often
 * @param percent in how many of a hundred courses it is left; what does not happen in ten is not told
 */
public record JobLeft(String job, String group, Obstacle why, int percent) {

    static final int LEAST_PERCENT = 10;

    /** Whether it is left more often than not; else it merely may be. */
    public boolean isLikely() {
        return percent >= 50;
    }
}

package dev.cutover.contract;

/**
 * What a cutover tells its wave.
 *
 * @param waveRun first run id of the wave that started it; a wave ignores news for another one
 * @param run the cutover's run id
 * @param result how it ended, without its tries; {@code null}: it is overdue and goes on
 */
public record CutoverNews(String waveRun, JobId job, String run, CutoverResult result) {}

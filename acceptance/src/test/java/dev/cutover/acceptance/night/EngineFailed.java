package dev.cutover.acceptance.night;

/**
 * The in-JVM server (1.38.0) failed, and the night with it. Two ways are known: an update that comes with a task that the server refuses is taken all
 * the same, refused from then on as taken already, and never answered; and of an activity whose attempt fails in the moment in which it is cancelled
 * the workflow is woken, and not told.
 */
final class EngineFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineFailed(String what) {
        super(what);
    }
}

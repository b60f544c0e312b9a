package dev.cutover.worker;

/** A worker as a process of its own, as the launcher starts it. */
final class WorkerProcess {

    private WorkerProcess() {}

    public static void main(String[] arguments) {
        System.exit(WorkerMain.run(arguments.length == 0 ? null : arguments[0], System.getenv(), System.err));
    }
}

package dev.cutover.acceptance.architecture.offenders.worker;

import java.time.Clock;

/** Puts a process together: it may name the system's clock. */
public final class WorkerMain {
    static Clock clock() {
        return Clock.systemUTC();
    }
}

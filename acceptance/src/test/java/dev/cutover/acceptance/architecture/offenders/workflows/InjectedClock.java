package dev.cutover.acceptance.architecture.offenders.workflows;

import java.time.Clock;

/** Fine elsewhere; but a replay has only the time of its history. */
public interface InjectedClock {
    Clock clock();
}

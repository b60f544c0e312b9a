package dev.cutover.acceptance.architecture.offenders.starter.local;

import io.temporal.testing.TestWorkflowEnvironment;

/** Everything in one process: this package may name them all. */
public interface Innocent {
    TestWorkflowEnvironment environment();

    dev.cutover.acceptance.architecture.offenders.worker.Part worker();

    dev.cutover.acceptance.architecture.offenders.simulator.Part simulator();
}

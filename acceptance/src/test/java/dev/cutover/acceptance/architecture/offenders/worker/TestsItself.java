package dev.cutover.acceptance.architecture.offenders.worker;

import io.temporal.testing.TestWorkflowEnvironment;

/** Brings a test server into a process that runs against a real one. */
public interface TestsItself {
    TestWorkflowEnvironment environment();
}

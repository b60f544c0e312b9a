package dev.cutover.starter.local;

import dev.cutover.contract.Converter;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;

/** A Temporal inside this process, gone when it is closed. Its time is the system's: none of it is skipped. */
final class DemoTemporal implements AutoCloseable {

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

    /**
     * Not the environment's own, which lets the server skip time while a result is waited for, and counts who waits: with several threads the
     * count is lost, and the server fails (SDK 1.38.0).
     */
    private final WorkflowClient client = WorkflowClient.newInstance(
            environment.getWorkflowServiceStubs(),
            WorkflowClientOptions.newBuilder()
                    .setNamespace(environment.getNamespace())
                    .setDataConverter(Converter.dataConverter())
                    .build());

    WorkflowClient client() {
        return client;
    }

    @Override
    public void close() {
        environment.close();
    }
}

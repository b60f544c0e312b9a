package dev.cutover.acceptance.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server that the end-to-end tests stand on. */
@Tag("e2e")
class TemporalServerTest {
    @Test
    void keepsWhatItAcknowledgedThroughAKill(@TempDir Path folder) throws Exception {
        try (TemporalServer server = TemporalServer.start(folder)) {
            WorkflowServiceStubs stubs = server.connect();
            try {
                assertThat(stubs.blockingStub()
                                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                                        .setNamespace(TemporalServer.NAMESPACE)
                                        .build())
                                .getNamespaceInfo()
                                .getName())
                        .isEqualTo(TemporalServer.NAMESPACE);
                WorkflowExecution started = WorkflowClient.newInstance(stubs)
                        .newUntypedWorkflowStub(
                                "Nothing",
                                WorkflowOptions.newBuilder()
                                        .setWorkflowId("kept")
                                        .setTaskQueue("nobody")
                                        .build())
                        .start();

                server.kill();
                server.start();

                stubs.connect(Duration.ofSeconds(30));
                assertThat(stubs.blockingStub()
                                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(TemporalServer.NAMESPACE)
                                        .setExecution(started)
                                        .build())
                                .getWorkflowExecutionInfo()
                                .getExecution())
                        .isEqualTo(started);
            } finally {
                stubs.shutdownNow();
            }
        }
    }
}

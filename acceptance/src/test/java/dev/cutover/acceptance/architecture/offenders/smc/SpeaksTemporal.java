package dev.cutover.acceptance.architecture.offenders.smc;

import io.temporal.client.WorkflowClient;

/** Has no business with Temporal. */
public interface SpeaksTemporal {
    WorkflowClient client();
}

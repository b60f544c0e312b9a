package dev.cutover.smc;

import java.time.Duration;

/**
 * A source server as {@code DescribeSourceServers} tells it; what SMC leaves out is {@code null}.
 *
 * @param state what {@code stateText} says, as far as this version knows it
 * @param stateText as SMC spells it
 * @param errorCode such as {@code SourceServer.Offline}
 * @param heartbeatRate how often its client reports
 */
public record SourceServer(
        String sourceId,
        String name,
        SourceServerState state,
        String stateText,
        String errorCode,
        String statusInfo,
        Duration heartbeatRate,
        String agentVersion,
        String jobId) {

    /** With what a preflight looks at, and nothing else. */
    public SourceServer(String sourceId, String name, String stateText, String errorCode, String jobId) {
        this(sourceId, name, SourceServerState.of(stateText), stateText, errorCode, null, null, null, jobId);
    }
}

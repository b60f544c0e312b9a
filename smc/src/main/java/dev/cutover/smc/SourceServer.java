package dev.cutover.smc;

/**
 * A source server as {@code DescribeSourceServers} tells it; a text that SMC leaves out is {@code null}.
 *
 * @param state as SMC spells it: {@code Available}, {@code InUse}, {@code Unavailable}, {@code Deleting}
 */
public record SourceServer(String sourceId, String name, String state, String errorCode, String jobId) {}

package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a hook is told; as JSON it is public, see {@code docs/hooks.md}.
 *
 * @param key the same for every try of one step, and for no other step
 * @param round from 1: how often this group or job has been prepared
 * @param job of a job's own hook; {@code null}: it is the group's
 * @param servers the jobs that it is about
 */
public record HookInput(
        String key,
        HookStep step,
        @JsonProperty("try") int round,
        String wave,
        String change,
        String account,
        String group,
        JobId job,
        List<Server> servers) {

    public HookInput {
        servers = Words.list(servers);
    }

    /**
     * One server.
     *
     * @param cutOver whether SMC shows its job as {@code Finished}
     * @param imageId what the cutover left, or {@code null}
     * @param instanceId what the cutover left, or {@code null}
     */
    public record Server(JobId job, String name, boolean cutOver, String imageId, String instanceId) {}
}

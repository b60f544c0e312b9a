package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The hooks that a worker carries out itself: {@code http} and {@code command}. */
@ActivityInterface(namePrefix = "UserHooks.")
public interface UserHooks {

    /**
     * Carries a step out.
     *
     * <p>Fails with {@link FailureKind#HOOK_SILENT} (no answer, 5xx, exit code 75) or {@link FailureKind#NOT_YET} (it goes on, or others of it
     * run), to be retried after a delay that the failure names; with {@link FailureKind#HOOK_REFUSED} for good.
     */
    @ActivityMethod
    HookResult run(HookRequest request);

    record HookRequest(Hook hook, HookInput input) {}
}

package dev.cutover.workflows;

import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.UserHooks;
import dev.cutover.contract.UserHooks.HookRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** Carries out one step of a hook that is no manual one. Whatever comes back is an outcome, never an exception. */
public final class HookRun {

    private HookRun() {}

    /**
     * What came of it.
     *
     * @param output what it said, or why it failed; or {@code null}
     */
    public record Outcome(boolean done, String output) {}

    public static Promise<Outcome> start(Hook hook, HookInput input) {
        ActivityOptions options = Policies.hook(hook, input.step().word() + " of " + subject(input));
        Promise<String> said;
        if (hook.activity() == null) {
            UserHooks hooks = Workflow.newActivityStub(UserHooks.class, options);
            said = Async.function(hooks::run, new HookRequest(hook, input)).thenApply(HookRun::output);
        } else {
            // Whatever JSON the user's own activity returns: garbage is no reason to fail.
            said = Workflow.newUntypedActivityStub(options)
                    .executeAsync(hook.activity().type(), Object.class, input)
                    .thenApply(HookRun::output);
        }
        return said.handle((output, failure) ->
                failure == null ? new Outcome(true, shortened(output)) : new Outcome(false, shortened(why(failure))));
    }

    private static String subject(HookInput input) {
        return input.job() == null
                ? "group " + input.group()
                : input.servers().get(0).name();
    }

    private static String output(HookResult result) {
        return result == null ? null : result.output();
    }

    private static String output(Object result) {
        if (result instanceof Map<?, ?> object) {
            return object.get("output") instanceof String text ? text : null;
        }
        return result instanceof String text ? text : null;
    }

    private static String why(RuntimeException failure) {
        if (failure instanceof ActivityFailure && failure.getCause() instanceof ApplicationFailure told) {
            return told.getOriginalMessage();
        }
        if (failure instanceof ActivityFailure && failure.getCause() instanceof TimeoutFailure) {
            return "it gave no answer that counts until its timeout";
        }
        return failure.getCause() == null
                ? failure.getMessage()
                : failure.getCause().getMessage();
    }

    private static String shortened(String text) {
        return text == null || text.length() <= Hook.LONGEST_OUTPUT
                ? text
                : text.substring(0, Hook.LONGEST_OUTPUT - 3) + "...";
    }
}

package dev.cutover.activities;

import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.UserHooks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Carries out the hooks that are endpoints of the user's, or programs in the worker's folder. */
public final class UserHooksImpl implements UserHooks {

    /** How often Temporal hears that it goes on: well below the heartbeat timeout. */
    static final Duration BEAT = Duration.ofSeconds(3);

    /** When to ask again for one that has to wait for others. */
    static final Duration TURN = Duration.ofSeconds(5);

    private final HttpHook http;
    private final CommandHook command;
    private final Supplier<HookAttempt> attempts;

    /**
     * @param programs the folder of the programs that plans may name, or {@code null}: none may be named
     * @param environment of the worker: secrets, and the little that programs see of it
     * @param ticker nanoseconds that only ever grow
     */
    public UserHooksImpl(Path programs, Map<String, String> environment, LongSupplier ticker) {
        this(programs, environment, new Secrets(environment), new AtOnce(ticker), ticker);
    }

    private UserHooksImpl(
            Path programs, Map<String, String> environment, Secrets secrets, AtOnce atOnce, LongSupplier ticker) {
        this(
                new HttpHook(new Endpoints(Endpoints.client().build(), secrets, BEAT), secrets, atOnce),
                new CommandHook(new Programs(programs), environment, secrets, atOnce, ticker, CommandHook.Pace.usual()),
                HookAttempt::current);
    }

    UserHooksImpl(HttpHook http, CommandHook command, Supplier<HookAttempt> attempts) {
        this.http = http;
        this.command = command;
        this.attempts = attempts;
    }

    @Override
    public HookResult run(HookRequest request) {
        HookAttempt attempt = attempts.get();
        try {
            return run(request.hook(), request.input(), attempt);
        } catch (NotDone notDone) {
            throw notDone.asFailureOf(attempt.number());
        }
    }

    private HookResult run(Hook hook, HookInput input, HookAttempt attempt) throws NotDone {
        if (hook.http() != null) {
            return http.run(hook.http(), hook.atOnce(), input, attempt);
        }
        if (hook.command() != null) {
            return command.run(hook.command(), hook.atOnce(), hook.timeout(), input, attempt);
        }
        throw NotDone.refused(
                hook.manual() != null
                        ? "a manual step is confirmed by a person, and by no worker: use `cutover confirm`"
                        : "this worker carries out hooks of the kinds http and command, and this one is neither");
    }

    static NotDone othersRun(String hook, Integer most) {
        return NotDone.notYet(hook + " runs " + most + " times already, which is as often as the plan lets it", TURN);
    }
}

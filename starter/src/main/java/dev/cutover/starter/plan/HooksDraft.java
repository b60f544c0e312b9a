package dev.cutover.starter.plan;

import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import java.time.Duration;
import java.util.List;

/** Makes hooks of what a file says, and checks that their keys go together. */
final class HooksDraft {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration USUAL_MANUAL_TIMEOUT = Duration.ofHours(2);
    private static final Duration USUAL_EXPECTED = Duration.ofMinutes(1);

    private final Problems problems;

    HooksDraft(Problems problems) {
        this.problems = problems;
    }

    /** @return {@code null} when the group has none */
    Hooks ofGroup(Section group) {
        Hooks hooks = hooks(group, PlanKeys.GROUP_HOOKS);
        if (hooks != null) {
            refuseNone(group, PlanKeys.GROUP_HOOKS);
        }
        return hooks;
    }

    /** What counts for every job that has none of its own. */
    Hooks usual(Section defaults) {
        Hooks hooks = hooks(defaults, PlanKeys.USUAL_HOOKS);
        if (hooks != null) {
            refuseNone(defaults, PlanKeys.USUAL_HOOKS);
            refuseManual(defaults.get(PlanKeys.USUAL_HOOKS));
        }
        return hooks;
    }

    /** @return without any step for a job that wants none of the usual ones */
    Hooks ofJob(Section job) {
        Hooks hooks = hooks(job, PlanKeys.JOB_HOOKS);
        if (hooks != null) {
            refuseManual(job.get(PlanKeys.JOB_HOOKS));
        }
        return hooks;
    }

    private void refuseNone(Section owner, Key<Section> key) {
        Section hooks = owner.get(key);
        if (HookKeys.HOOKS.keys().stream().noneMatch(hooks::names) && !hooks.namesOthers(HookKeys.HOOKS)) {
            problems.add(owner.place(key), "'hooks' has no step", "add before, after or undo, or leave it out");
        }
    }

    private void refuseManual(Section hooks) {
        for (Key<Section> step : List.of(HookKeys.BEFORE, HookKeys.AFTER, HookKeys.UNDO)) {
            if (hooks.has(step) && hooks.get(step).names(HookKeys.MANUAL)) {
                problems.add(
                        hooks.get(step).place(HookKeys.MANUAL),
                        "a job cannot have a manual step: it would hold a slot until somebody comes",
                        "move it to the hooks of the group");
            }
        }
    }

    private Hooks hooks(Section owner, Key<Section> key) {
        if (!owner.has(key)) {
            return null;
        }
        Section hooks = owner.get(key);
        if (hooks.names(HookKeys.UNDO) && !hooks.names(HookKeys.BEFORE)) {
            problems.add(
                    hooks.place(HookKeys.UNDO),
                    "'undo' without 'before': there is nothing to undo",
                    "add the step that it undoes, or leave it out");
        }
        if (hooks.names(HookKeys.BEFORE) && !hooks.names(HookKeys.UNDO)) {
            problems.warn(
                    hooks.place(HookKeys.BEFORE),
                    "'before' without 'undo': when the cutover does not take place, what it stopped stays stopped",
                    "add undo, unless there is nothing to undo");
        }
        return new Hooks(hook(hooks, HookKeys.BEFORE), hook(hooks, HookKeys.AFTER), hook(hooks, HookKeys.UNDO));
    }

    private Hook hook(Section hooks, Key<Section> step) {
        if (!hooks.has(step)) {
            return null;
        }
        Section hook = hooks.get(step);
        List<HookForm> forms = HookForm.in(hook);
        if (forms.size() != 1) {
            refuseForms(hooks, step, forms);
            return null;
        }
        HookForm form = forms.get(0);
        for (Key<?> key : HookForm.SPECIAL) {
            if (hook.names(key) && !form.goesWith(key)) {
                problems.add(
                        hook.place(key),
                        "'" + key.name() + "' does not go with '" + form.key().name() + "'",
                        "it goes with " + HookForm.homes(key));
            }
        }
        if (hook.names(HookKeys.ACTIVITY) && !hook.names(HookKeys.TASK_QUEUE)) {
            problems.add(hook.place(HookKeys.ACTIVITY), "'activity' needs a 'taskQueue'", "add taskQueue: QUEUE");
        }
        Duration timeout = timeout(hook);
        return new Hook(
                hook.names(HookKeys.HTTP) || hook.names(HookKeys.HTTP_FROM) ? http(hook) : null,
                hook.names(HookKeys.COMMAND) ? command(hook) : null,
                hook.names(HookKeys.MANUAL) ? new Hook.Manual(hook.get(HookKeys.MANUAL)) : null,
                hook.names(HookKeys.ACTIVITY)
                        ? new Hook.Task(hook.get(HookKeys.ACTIVITY), hook.get(HookKeys.TASK_QUEUE))
                        : null,
                timeout,
                expected(hook, timeout),
                hook.get(HookKeys.AT_ONCE));
    }

    private void refuseForms(Section hooks, Key<Section> step, List<HookForm> forms) {
        if (forms.isEmpty()) {
            if (hooks.get(step).namesOthers(HookKeys.HOOK)) {
                return; // Who wrote `htpp` is told of that.
            }
            problems.add(hooks.place(step), "'" + step.name() + "' does not say what to do", "add " + HookForm.names());
            return;
        }
        Key<?> second = forms.get(1).key();
        problems.add(
                hooks.get(step).place(second),
                "a hook does one thing, and this one has '" + forms.get(0).key().name() + "' and '" + second.name()
                        + "'",
                "remove one");
    }

    private static Duration timeout(Section hook) {
        Duration timeout = hook.get(HookKeys.TIMEOUT);
        if (timeout != null) {
            return timeout;
        }
        return hook.names(HookKeys.MANUAL) ? USUAL_MANUAL_TIMEOUT : USUAL_TIMEOUT;
    }

    private Duration expected(Section hook, Duration timeout) {
        Placed<Duration> expected = hook.placed(HookKeys.EXPECTED);
        if (expected.value() == null) {
            return USUAL_EXPECTED.compareTo(timeout) < 0 ? USUAL_EXPECTED : timeout;
        }
        if (expected.value().compareTo(timeout) > 0) {
            problems.add(
                    expected.place(),
                    "the hook is expected to take longer than its timeout of " + DurationKind.spelt(timeout),
                    "make one shorter or the other longer");
        }
        return expected.value();
    }

    private static Hook.Http http(Section hook) {
        return new Hook.Http(hook.get(HookKeys.HTTP), hook.get(HookKeys.HTTP_FROM), hook.get(HookKeys.HEADERS));
    }

    private Hook.Command command(Section hook) {
        for (Placed<String> argument : hook.get(HookKeys.ARGUMENTS)) {
            if (Secrets.inArgument(argument.value())) {
                problems.add(
                        argument.place(),
                        "an argument seems to be a secret",
                        "hand it over in an environment variable: environment: [" + Secrets.EXAMPLE + "]");
            }
        }
        return new Hook.Command(
                hook.get(HookKeys.COMMAND),
                values(hook.get(HookKeys.ARGUMENTS)),
                values(hook.get(HookKeys.ENVIRONMENT)));
    }

    private static <T> List<T> values(List<Placed<T>> placed) {
        return placed.stream().map(Placed::value).toList();
    }
}

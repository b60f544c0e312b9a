package dev.cutover.starter.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A way to write a hook.
 *
 * @param key that tells it
 * @param with the keys of {@link #SPECIAL} that go with it
 */
record HookForm(Key<?> key, List<Key<?>> with) {

    /** A person does a manual step when he comes to it, and how many of an activity run at once is its own worker's business. */
    static final List<HookForm> ALL = List.of(
            new HookForm(HookKeys.HTTP, List.of(HookKeys.HEADERS, HookKeys.AT_ONCE)),
            new HookForm(HookKeys.HTTP_FROM, List.of(HookKeys.HEADERS, HookKeys.AT_ONCE)),
            new HookForm(HookKeys.COMMAND, List.of(HookKeys.ARGUMENTS, HookKeys.ENVIRONMENT, HookKeys.AT_ONCE)),
            new HookForm(HookKeys.MANUAL, List.of()),
            new HookForm(HookKeys.ACTIVITY, List.of(HookKeys.TASK_QUEUE)));

    /** Those keys that do not go with every form. */
    static final List<Key<?>> SPECIAL =
            List.of(HookKeys.HEADERS, HookKeys.ARGUMENTS, HookKeys.ENVIRONMENT, HookKeys.TASK_QUEUE, HookKeys.AT_ONCE);

    boolean goesWith(Key<?> other) {
        return with.contains(other);
    }

    /** Those forms that a section has. */
    static List<HookForm> in(Section hook) {
        return ALL.stream().filter(form -> hook.names(form.key)).toList();
    }

    /** {@code http, httpFrom, command, manual or activity} */
    static String names() {
        String all = ALL.stream().map(form -> form.key.name()).collect(Collectors.joining(", "));
        return all.replaceFirst(", (\\w+)$", " or $1");
    }

    /** The forms that a key goes with. */
    static String homes(Key<?> other) {
        return ALL.stream()
                .filter(form -> form.goesWith(other))
                .map(form -> form.key.name())
                .collect(Collectors.joining(", "));
    }
}

package dev.cutover.starter.plan;

import java.util.List;
import java.util.Optional;

/**
 * The keys that may stand side by side somewhere in a plan.
 *
 * @param noun what they describe, such as {@code a job}
 * @param keys of this version
 * @param later keys of later versions: not unknown, and not obeyed either
 */
record Level(String noun, List<Key<?>> keys, List<String> later) {

    Optional<Key<?>> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }
}

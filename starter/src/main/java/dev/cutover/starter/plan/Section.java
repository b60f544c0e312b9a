package dev.cutover.starter.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one level with their values, as far as they could be read. */
final class Section {

    /** A section that the file leaves out. */
    static final Section NONE = new Section(Place.NOWHERE);

    private final Place place;
    private final Map<String, Placed<?>> values = new HashMap<>();
    private final Map<String, Place> written = new HashMap<>();

    private Section(Place place) {
        this.place = place;
    }

    /** Reads every key by its kind, and notes those that are there twice, unknown, not supported yet or missing. */
    static Section read(Node.Mapping mapping, Level level, Problems problems) {
        Section section = new Section(mapping.place());
        Map<String, Place> seen = section.written;
        Set<String> meant = new HashSet<>();
        for (Node.Entry entry : mapping.entries()) {
            Place first = seen.putIfAbsent(entry.key(), entry.place());
            if (first != null) {
                problems.add(
                        entry.place(),
                        "the key " + Quote.of(entry.written()) + " is there twice: first at " + first,
                        "remove one");
                continue;
            }
            Optional<Key<?>> key = level.key(entry.key());
            if (key.isEmpty()) {
                // Who wrote `grops` is told of that, and not that `groups` is missing too.
                refuse(entry, level, problems).ifPresent(meant::add);
                continue;
            }
            Object value = key.get().kind().read(entry.value(), entry.written(), problems);
            if (value != null) {
                section.values.put(
                        entry.key(), new Placed<>(value, entry.value().place()));
            }
        }
        level.keys().stream()
                .filter(key -> key.isNeeded() && !seen.containsKey(key.name()) && !meant.contains(key.name()))
                .forEach(key -> problems.add(
                        mapping.place(),
                        "'" + key.name() + "' is missing from " + level.noun(),
                        "add " + key.name() + ": " + key.example()));
        return section;
    }

    /** @return the key that was probably meant */
    private static Optional<String> refuse(Node.Entry entry, Level level, Problems problems) {
        String written = Quote.of(entry.written());
        if (level.later().contains(entry.key())) {
            problems.add(entry.place(), written + " is not supported by this version", "leave it out");
            return Optional.empty();
        }
        Optional<String> meant = Nearest.to(entry.key(), level.names());
        Optional<String> home = PlanKeys.LEVELS.stream()
                .filter(other -> other.key(entry.key()).isPresent())
                .map(Level::noun)
                .findFirst();
        String suggestion = meant.map(name -> "did you mean '" + name + "'?")
                .or(() -> home.map(noun -> "it is a key of " + noun))
                .orElseGet(() -> "the keys of " + level.noun() + " are " + String.join(", ", level.names()));
        problems.add(entry.place(), "unknown key " + written + " in " + level.noun(), suggestion);
        return meant;
    }

    /** Where it begins. */
    Place place() {
        return place;
    }

    boolean has(Key<?> key) {
        return values.containsKey(key.name());
    }

    /** Whether the file has the key, even if its value was refused. */
    boolean names(Key<?> key) {
        return written.containsKey(key.name());
    }

    /** Whether the file has a key here that the level does not know: it is refused already. */
    boolean namesOthers(Level level) {
        return !level.names().containsAll(written.keySet());
    }

    /** Where the key stands; the section itself when it has none. */
    Place place(Key<?> key) {
        return written.getOrDefault(key.name(), place);
    }

    /** The value, or what counts instead when there is none or it was refused; that may be {@code null}. */
    <T> T get(Key<T> key) {
        return placed(key).value();
    }

    /** The value with its place; with the section's own when there is none. */
    @SuppressWarnings("unchecked") // Under a key's name is what the key's kind read.
    <T> Placed<T> placed(Key<T> key) {
        Placed<T> value = (Placed<T>) values.get(key.name());
        return value == null ? new Placed<>(key.otherwise(), place) : value;
    }
}

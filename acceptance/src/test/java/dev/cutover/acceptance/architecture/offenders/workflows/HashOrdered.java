package dev.cutover.acceptance.architecture.offenders.workflows;

import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each has an order that differs from one JVM to the next. */
@SuppressWarnings("all") // to be wrong is what they are for
public final class HashOrdered {
    static final class SetOf {
        Set<String> offend() {
            return Set.of("a");
        }
    }

    static final class SetCopy {
        Set<String> offend() {
            return Set.copyOf(List.of("a"));
        }
    }

    static final class MapOf {
        Map<String, String> offend() {
            return Map.of("a", "b");
        }
    }

    static final class MapEntries {
        Map<String, String> offend() {
            return Map.ofEntries(Map.entry("a", "b"));
        }
    }

    static final class MapCopy {
        Map<String, String> offend() {
            return Map.copyOf(new TreeMap<String, String>());
        }
    }

    static final class Hashed {
        Map<String, String> offend() {
            return new HashMap<>();
        }
    }

    static final class HashedSet {
        Set<String> offend() {
            return new HashSet<>();
        }
    }

    static final class Table {
        Map<String, String> offend() {
            return new Hashtable<>();
        }
    }

    static final class Identity {
        Map<String, String> offend() {
            return new IdentityHashMap<>();
        }
    }

    static final class Collected {
        Set<String> offend() {
            return Stream.of("a").collect(Collectors.toSet());
        }
    }

    static final class CollectedFixed {
        Set<String> offend() {
            return Stream.of("a").collect(Collectors.toUnmodifiableSet());
        }
    }

    static final class Grouped {
        Map<String, List<String>> offend() {
            return Stream.of("a").collect(Collectors.groupingBy(Function.identity()));
        }
    }

    static final class Counted {
        Map<String, Long> offend() {
            return Stream.of("a").collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }

    static final class Mapped {
        Map<String, String> offend() {
            return Stream.of("a").collect(Collectors.toMap(Function.identity(), Function.identity()));
        }
    }

    static final class MappedFixed {
        Map<String, String> offend() {
            return Stream.of("a").collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));
        }
    }
}

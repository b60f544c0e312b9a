package dev.cutover.starter.plan;

/**
 * A key of a plan.
 *
 * @param example of its value, when the key is needed; {@code null}: it may be left out
 * @param otherwise what counts when it is left out
 */
record Key<T>(String name, Kind<T> kind, String example, T otherwise) {

    static <T> Key<T> needed(String name, Kind<T> kind, String example) {
        return new Key<>(name, kind, example, null);
    }

    /** @param otherwise what the checks go on with when it is missing */
    static <T> Key<T> needed(String name, Kind<T> kind, String example, T otherwise) {
        return new Key<>(name, kind, example, otherwise);
    }

    static <T> Key<T> may(String name, Kind<T> kind, T otherwise) {
        return new Key<>(name, kind, null, otherwise);
    }

    boolean isNeeded() {
        return example != null;
    }
}

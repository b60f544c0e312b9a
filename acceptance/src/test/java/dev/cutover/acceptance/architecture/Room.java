package dev.cutover.acceptance.architecture;

import java.util.List;
import java.util.Locale;

/** The rooms of {@code workflows} and the arrows between them. All may name what stands beneath, in the module's own package. */
public enum Room {
    CUTOVER,
    ERRANDS,
    BOARD,
    TELLING(BOARD),
    WAVE(BOARD, TELLING);

    @SuppressWarnings("ImmutableEnumChecker") // it is: Error Prone does not know List.of
    private final List<Room> named;

    Room(Room... named) {
        this.named = List.of(named);
    }

    /** The last part of the package, for example {@code board}. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a class of this room may name a class of {@code other}; a room may always name its own. */
    public boolean mayName(Room other) {
        return other == this || named.contains(other);
    }
}

package dev.cutover.contract;

/**
 * What is done around a cutover; each may be {@code null}.
 *
 * @param before freezes: stops the services on the source
 * @param after verifies, or lets traffic go to the new server
 * @param undo undoes {@code before}, when the cutover does not take place
 */
public record Hooks(Hook before, Hook after, Hook undo) {

    public Hook of(HookStep step) {
        return switch (step) {
            case BEFORE -> before;
            case AFTER -> after;
            case UNDO -> undo;
            case UNRECOGNISED -> null;
        };
    }
}

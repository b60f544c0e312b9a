package dev.cutover.acceptance.architecture;

import java.util.List;
import java.util.Locale;

/** The modules and the arrows between them: who may name classes of whom. */
public enum Module {
    CONTRACT,
    FORECAST(CONTRACT),
    WORKFLOWS(CONTRACT, FORECAST),
    SMC,
    ACTIVITIES(CONTRACT, FORECAST, SMC),
    CONNECTION(CONTRACT),
    WORKER(CONTRACT, FORECAST, WORKFLOWS, SMC, ACTIVITIES, CONNECTION),
    SIMULATOR,
    /** The package {@code local} may name all of them: {@link Rules} says so. */
    STARTER(CONTRACT, FORECAST, CONNECTION);

    @SuppressWarnings("ImmutableEnumChecker") // it is: Error Prone does not know List.of
    private final List<Module> named;

    Module(Module... named) {
        this.named = List.of(named);
    }

    /** The folder, and the last part of the package, for example {@code workflows}. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a class of this module may name a class of {@code other}; a module may always name its own. */
    public boolean mayName(Module other) {
        return other == this || named.contains(other);
    }
}

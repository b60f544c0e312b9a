package dev.cutover.acceptance.architecture.offenders.worker;

import dev.cutover.acceptance.architecture.offenders.workflows.InnocentImpl;

/** Names a workflow, as one that registers it must. */
public final class Registers {
    static Class<?> workflow() {
        return InnocentImpl.class;
    }
}

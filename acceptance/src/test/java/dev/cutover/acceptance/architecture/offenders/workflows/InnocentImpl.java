package dev.cutover.acceptance.architecture.offenders.workflows;

import dev.cutover.acceptance.architecture.offenders.contract.Flow;

/** A workflow: others may name it. */
public final class InnocentImpl implements Flow {
    @Override
    public void run() {}
}

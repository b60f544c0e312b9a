package dev.cutover.contract;

import java.util.List;

/** @param leftOut how many older actions are not in here; see {@link WaveMemory} */
public record Actions(List<Action> actions, int leftOut) {
    public Actions {
        actions = Words.list(actions);
    }
}

package dev.cutover.workflows;

import dev.cutover.contract.Action;
import dev.cutover.contract.WaveMemory;
import java.util.ArrayList;
import java.util.List;

/** What was done to a wave, and which updates it has carried out. */
final class ActionLog {

    private final List<Action> actions;
    private final List<String> updateIds;
    private int leftOut;

    ActionLog(WaveMemory memory) {
        this.actions = new ArrayList<>(memory.actions());
        this.updateIds = new ArrayList<>(memory.updateIds());
        this.leftOut = memory.actionsLeftOut();
    }

    void note(Action action) {
        actions.add(action);
        if (actions.size() > WaveMemory.KEPT_ACTIONS) {
            actions.remove(0);
            leftOut++;
        }
    }

    boolean knowsUpdate(String id) {
        return updateIds.contains(id);
    }

    void rememberUpdate(String id) {
        updateIds.add(id);
        if (updateIds.size() > WaveMemory.KEPT_UPDATE_IDS) {
            updateIds.remove(0);
        }
    }

    List<Action> actions() {
        return actions;
    }

    List<String> updateIds() {
        return updateIds;
    }

    int leftOut() {
        return leftOut;
    }
}

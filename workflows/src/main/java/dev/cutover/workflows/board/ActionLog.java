package dev.cutover.workflows.board;

import dev.cutover.contract.Action;
import dev.cutover.contract.WaveMemory;
import java.util.ArrayList;
import java.util.List;

/** What was done to a wave, and which updates it has carried out. */
public final class ActionLog {

    private final List<Action> actions;
    private final List<String> updateIds;
    private int leftOut;

    ActionLog(WaveMemory memory) {
        this.actions = new ArrayList<>(memory.actions());
        this.updateIds = new ArrayList<>(memory.updateIds());
        this.leftOut = memory.actionsLeftOut();
    }

    public void note(Action action) {
        actions.add(action);
        if (actions.size() > WaveMemory.KEPT_ACTIONS) {
            actions.remove(0);
            leftOut++;
        }
    }

    public boolean knowsUpdate(String id) {
        return updateIds.contains(id);
    }

    public void rememberUpdate(String id) {
        updateIds.add(id);
        if (updateIds.size() > WaveMemory.KEPT_UPDATE_IDS) {
            updateIds.remove(0);
        }
    }

    public List<Action> actions() {
        return actions;
    }

    List<String> updateIds() {
        return updateIds;
    }

    public int leftOut() {
        return leftOut;
    }
}

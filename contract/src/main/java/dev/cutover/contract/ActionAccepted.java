package dev.cutover.contract;

import dev.cutover.contract.CutoverRuns.CutoverRef;
import java.util.List;

/** @param inFlight the cutovers in flight; whether one is past the point of no return is asked of itself */
public record ActionAccepted(List<CutoverRef> inFlight) {
    public ActionAccepted {
        inFlight = Words.list(inFlight);
    }
}

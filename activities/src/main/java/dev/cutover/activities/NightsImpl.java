package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Night;
import dev.cutover.contract.Nights;
import dev.cutover.contract.Plan;
import io.temporal.failure.ApplicationFailure;
import java.time.DateTimeException;

/** Asks the rules of time zones that this machine has. */
public final class NightsImpl implements Nights {

    @Override
    public Plan at(NightRequest request) {
        Plan plan = request.plan();
        Night night = plan.night();
        if (night == null) {
            throw refused("The plan has no window without dates: a schedule has nothing to start from it.");
        }
        try {
            return plan.on(night.dateAt(request.nominal()));
        } catch (DateTimeException unknown) {
            throw refused("The worker does not know the time zone " + night.timeZone()
                    + ": update its Java, or the time zone in the plan.");
        }
    }

    private static ApplicationFailure refused(String sentence) {
        return new Failure(FailureKind.BAD_REQUEST, null, sentence).end();
    }
}

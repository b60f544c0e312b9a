package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;

/** What only a machine with the rules of time zones knows. Asked once a night, so that its answer stands in the history. */
@ActivityInterface(namePrefix = "Nights.")
public interface Nights {

    /**
     * The plan of the night that is meant at a moment, with dates. Fails with {@link FailureKind#BAD_REQUEST} when it has no night, or when this
     * machine does not know its zone.
     */
    @ActivityMethod
    Plan at(NightRequest request);

    /**
     * @param plan one without dates
     * @param nominal when the schedule wanted it to start, whenever it did
     */
    record NightRequest(Plan plan, Instant nominal) {}
}

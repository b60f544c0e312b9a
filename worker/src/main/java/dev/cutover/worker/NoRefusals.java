package dev.cutover.worker;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.cutover.contract.CutoverWave;
import io.temporal.failure.ApplicationFailure;

/** Leaves out the SDK's warning that a workflow failed when an operator's action was refused: its caller reads why, and nothing failed. */
final class NoRefusals extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean refused = event.getThrowableProxy() instanceof ThrowableProxy thrown
                && thrown.getThrowable() instanceof ApplicationFailure failure
                && CutoverWave.REFUSED.equals(failure.getType());
        return refused ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}

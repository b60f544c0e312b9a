package dev.cutover.worker;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.cutover.contract.CutoverWave;
import io.temporal.failure.ApplicationFailure;

/** Leaves out what the SDK logs as a failure and is none: somebody who saw it at night would look for a fault that is not there. */
final class NoFalseAlarms extends Filter<ILoggingEvent> {

    /** News came while a workflow was about to end: Temporal lets it hear them first. */
    private static final String NEWS_AT_THE_END = "INVALID_ARGUMENT: UnhandledCommand";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return isRefusal(thrown) || isNewsAtTheEnd(thrown) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** An operator's action was refused: its caller reads why. */
    private static boolean isRefusal(IThrowableProxy proxy) {
        return proxy instanceof ThrowableProxy thrown
                && thrown.getThrowable() instanceof ApplicationFailure failure
                && CutoverWave.REFUSED.equals(failure.getType());
    }

    private static boolean isNewsAtTheEnd(IThrowableProxy thrown) {
        for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
            if (NEWS_AT_THE_END.equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }
}

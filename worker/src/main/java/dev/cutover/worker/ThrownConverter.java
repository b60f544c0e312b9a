package dev.cutover.worker;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * What was thrown, in a line of text. An answer of SMC that has a name among ours, and a Temporal that is away, are no defects: one line a cause
 * tells all, where the stacks of an hour's outage would fill a disk. Everything else keeps its stack.
 */
final class ThrownConverter extends ThrowableProxyConverter {

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null || !isExpected(thrown.getClassName())) {
            return super.convert(event);
        }
        StringBuilder lines = new StringBuilder();
        for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
            lines.append("    ").append(cause.getClassName()).append(": ").append(cause.getMessage());
            lines.append(System.lineSeparator());
        }
        return lines.toString();
    }

    private static boolean isExpected(String thrown) {
        return thrown.startsWith("io.temporal.failure.") || thrown.equals("io.grpc.StatusRuntimeException");
    }
}

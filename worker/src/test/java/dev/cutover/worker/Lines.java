package dev.cutover.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what is logged while it is open, with the MDC of each line. */
final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.cutover");

    Lines() {
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
        ours.setLevel(Level.INFO);
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        events.add(event);
    }

    /** The {@code wave} and {@code job} of the line with this message. */
    Story storyOf(String message) {
        Map<String, String> context = events.stream()
                .filter(event -> event.getFormattedMessage().equals(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not logged: " + message))
                .getMDCPropertyMap();
        return new Story(context.get(Story.WAVE), context.get(Story.JOB));
    }

    List<String> atLeast(Level level) {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        ours.setLevel(Level.WARN);
        stop();
    }
}

package dev.cutover.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where log lines go: always to stderr, because stdout belongs to results. Before a worker says otherwise (that is, in every other command)
 * only warnings are shown.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class Logs extends ContextAwareBase implements Configurator {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %story%logger{0}: %msg%n%thrown";

    /** Called by Logback itself, from the jar's list of services. */
    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        apply(logs, LogSettings.quiet());
        // A command says itself what it could not reach.
        logs.getLogger("io.grpc").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on, for the whole process. */
    public static void configure(LogSettings settings) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext logs) {
            apply(logs, settings);
            // Start and end of a process are told at every level.
            logs.getLogger(WorkerMain.class).setLevel(Level.INFO);
        }
    }

    private static void apply(LoggerContext logs, LogSettings settings) {
        logs.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(logs);
        console.setTarget("System.err");
        console.setEncoder(
                switch (settings.format()) {
                    case TEXT -> text(logs);
                    case JSON -> json(logs);
                });
        NoFalseAlarms noFalseAlarms = new NoFalseAlarms();
        noFalseAlarms.start();
        console.addFilter(noFalseAlarms);
        console.start();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
        logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(settings.ofLibraries());
        logs.getLogger("dev.cutover").setLevel(settings.level());
        logs.getLogger("io.temporal").setLevel(settings.level());
        // That an older server keeps no list of workers is nobody's trouble.
        logs.getLogger("io.temporal.internal.worker.HeartbeatManager").setLevel(Level.ERROR);
        // gRPC speaks through java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Encoder<ILoggingEvent> text(LoggerContext logs) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(logs);
        layout.getInstanceConverterMap().put("story", StoryConverter::new);
        layout.getInstanceConverterMap().put("thrown", ThrownConverter::new);
        layout.setPattern(PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logs);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext logs) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(logs);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        // The sentence as a person reads it, not its pattern and arguments apart.
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.start();
        return encoder;
    }
}

package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.CutoverWave;
import io.grpc.Status;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogsTest {

    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void quietAgain() {
        new Logs().configure(CONTEXT);
    }

    private static String logged(LogSettings settings, Runnable lines) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Logs.configure(settings);
            lines.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> contexts() {
        return Stream.of(
                argumentSet("of a job", Map.of("wave", "prod-07", "job", "j-1"), "[prod-07 j-1] LogsTest: told"),
                argumentSet("of a wave", Map.of("wave", "prod-07"), "[prod-07] LogsTest: told"),
                argumentSet("of nobody", Map.of(), "INFO  LogsTest: told"),
                argumentSet("of the engine, about a job", Map.of("WorkflowId", "cutover:j-1"), "[j-1] LogsTest: told"),
                argumentSet(
                        "of the engine, about a wave",
                        Map.of("WorkflowId", "wave:prod-07"),
                        "[prod-07] LogsTest: told"),
                argumentSet(
                        "of the engine, about another's workflow",
                        Map.of("WorkflowId", "something"),
                        "INFO  LogsTest: told"));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void a_line_of_text_says_whom_it_is_about(Map<String, String> context, String expected) {
        String line = logged(new LogSettings(LogSettings.Format.TEXT, Level.INFO), () -> {
            MDC.setContextMap(context);
            LoggerFactory.getLogger(LogsTest.class).info("told");
            MDC.clear();
        });
        assertThat(line).contains(expected).matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*");
    }

    static Stream<Arguments> thrown() {
        RuntimeException away = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new IOException("Connection refused"))
                .asRuntimeException();
        RuntimeException refused = ApplicationFailure.newFailure("SMC refused", "SOURCE_OFFLINE");
        return Stream.of(
                argumentSet("a Temporal that is away", away, List.of("UNAVAILABLE", "Connection refused"), false),
                argumentSet("an answer of SMC", refused, List.of("SMC refused", "SOURCE_OFFLINE"), false),
                argumentSet("a defect", new IllegalStateException("a defect", away), List.of("a defect"), true));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void only_a_defect_has_its_stack_in_the_text(Throwable thrown, List<String> told, boolean withStack) {
        String lines = logged(
                new LogSettings(LogSettings.Format.TEXT, Level.INFO),
                () -> LoggerFactory.getLogger("io.temporal.Something").warn("seen", thrown));
        assertThat(lines).contains("WARN  Something: seen").contains(told);
        assertThat(lines.contains("\tat ")).isEqualTo(withStack);
    }

    @Test
    void json_is_one_object_a_line() throws Exception {
        String written = logged(new LogSettings(LogSettings.Format.JSON, Level.INFO), () -> {
            MDC.put("wave", "prod-07");
            MDC.put("job", "j-1");
            LoggerFactory.getLogger(LogsTest.class)
                    .warn("a \"{}\"\nof two lines", "word", new IllegalStateException("why"));
            MDC.clear();
        });
        assertThat(written.strip().lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(written);
        assertThat(line.at("/level").asText()).isEqualTo("WARN");
        assertThat(line.at("/formattedMessage").asText()).isEqualTo("a \"word\"\nof two lines");
        assertThat(line.at("/mdc/wave").asText()).isEqualTo("prod-07");
        assertThat(line.at("/mdc/job").asText()).isEqualTo("j-1");
        assertThat(line.at("/throwable/message").asText()).isEqualTo("why");
    }

    @Test
    void another_command_shows_only_warnings() {
        String written = logged(LogSettings.quiet(), () -> {
            new Logs().configure(CONTEXT);
            LoggerFactory.getLogger("dev.cutover.starter").info("unseen");
            LoggerFactory.getLogger("io.temporal").info("unseen");
            java.util.logging.Logger.getLogger("io.grpc.ManagedChannelImpl").warning("unseen");
            LoggerFactory.getLogger("dev.cutover.starter").warn("seen");
        });
        assertThat(written).contains("seen").doesNotContain("unseen");
    }

    @Test
    void java_util_logging_is_bridged() {
        String written = logged(
                new LogSettings(LogSettings.Format.TEXT, Level.INFO),
                () -> java.util.logging.Logger.getLogger("io.grpc.Something").warning("from gRPC"));
        assertThat(written).contains("WARN  Something: from gRPC");
        assertThat(LogManager.getLogManager().getLogger("").getHandlers()).hasSize(1);
    }

    @Test
    void start_and_end_are_told_at_every_level() {
        String written = logged(
                new LogSettings(LogSettings.Format.TEXT, Level.ERROR),
                () -> LoggerFactory.getLogger(WorkerMain.class).info("worker ready"));
        assertThat(written).contains("worker ready");
    }

    @ParameterizedTest
    @MethodSource("levels")
    void what_writes_headers_is_never_finer_than_info(Level asked) {
        logged(new LogSettings(LogSettings.Format.TEXT, asked), () -> {});
        for (String name :
                new String[] {"io.grpc", "io.grpc.netty.shaded.io.grpc.netty.NettyClientHandler", "okhttp3"}) {
            Logger logger = LoggerFactory.getLogger(name);
            assertThat(logger.isDebugEnabled()).as(name).isFalse();
        }
        assertThat(CONTEXT.getLogger("dev.cutover").getLevel()).isEqualTo(asked);
    }

    static Stream<Level> levels() {
        return Stream.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG);
    }

    @Test
    void an_action_that_was_refused_is_no_warning() {
        Throwable refused = ApplicationFailure.newNonRetryableFailure("the wave is held already", CutoverWave.REFUSED);
        Throwable other = ApplicationFailure.newNonRetryableFailure("boom", "Other");
        Logger engine = LoggerFactory.getLogger("io.temporal.internal.sync.WorkflowExecutionHandler");
        String lines = logged(new LogSettings(LogSettings.Format.TEXT, Level.INFO), () -> {
            engine.warn("Workflow execution failure", refused);
            engine.warn("Workflow execution failure", other);
        });
        assertThat(lines).contains("boom").doesNotContain("held already");
    }

    @Test
    void news_that_come_while_a_workflow_is_about_to_end_are_no_warning() {
        Throwable news =
                Status.INVALID_ARGUMENT.withDescription("UnhandledCommand").asRuntimeException();
        Throwable other = Status.INVALID_ARGUMENT.withDescription("BadCommand").asRuntimeException();
        Logger engine = LoggerFactory.getLogger("io.temporal.internal.worker.WorkflowWorker");
        String lines = logged(new LogSettings(LogSettings.Format.TEXT, Level.INFO), () -> {
            engine.warn("Failure while reporting", news);
            engine.info("Failed workflow task", new IllegalStateException("Failure processing workflow task", news));
            engine.warn("Failure while reporting", other);
        });
        assertThat(lines)
                .contains("BadCommand")
                .doesNotContain("UnhandledCommand")
                .doesNotContain("Failed workflow task");
    }
}

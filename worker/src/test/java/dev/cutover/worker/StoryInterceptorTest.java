package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.cutover.contract.Converter;
import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Gate;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Polling;
import dev.cutover.contract.WorkflowIds;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Timeout(60)
class StoryInterceptorTest {

    private TestWorkflowEnvironment environment;
    private CutoverWorker worker;
    private Lines lines;

    @BeforeEach
    void open() {
        lines = new Lines();
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Converter.dataConverter())
                        .build())
                .build());
        worker = CutoverWorker.start(
                environment.getWorkflowClient(),
                null,
                List.of(TellingCutover.class, TellingWave.class),
                List.of(new TellingActivity()));
    }

    @AfterEach
    void close() {
        worker.close();
        environment.close();
        lines.close();
    }

    @Test
    void every_thread_of_a_cutover_and_its_activities_tell_wave_and_job() {
        JobCutover cutover = cutover("prod-07", "j-1");
        WorkflowClient.start(cutover::run, order("prod-07", "j-1"));
        cutover.gate(new Gate(true, null, null));
        environment.getWorkflowClient().newUntypedWorkflowStub("cutover:j-1").getResult(CutoverResult.class);
        cutover.progress();

        Story story = new Story("prod-07", "j-1");
        for (String told : List.of("run", "async", "callback", "signal", "activity", "query")) {
            assertThat(lines.storyOf("j-1 " + told)).as(told).isEqualTo(story);
        }
    }

    @Test
    void a_wave_and_its_activities_tell_the_wave() {
        stub(Telling.class, WorkflowIds.wave("prod-08")).run();
        assertThat(lines.storyOf("prod-08 run")).isEqualTo(new Story("prod-08", null));
        assertThat(lines.storyOf("prod-08 activity")).isEqualTo(new Story("prod-08", null));
    }

    @Test
    void one_story_does_not_leak_into_the_next() {
        for (int i = 1; i <= 5; i++) {
            String job = "j-" + i;
            cutover("wave-" + i, job).run(order("wave-" + i, job));
            Telling wave = stub(Telling.class, WorkflowIds.wave("other-" + i));
            wave.run();
            assertThat(lines.storyOf(job + " activity")).isEqualTo(new Story("wave-" + i, job));
            assertThat(lines.storyOf("other-" + i + " run")).isEqualTo(new Story("other-" + i, null));
            assertThat(lines.storyOf("other-" + i + " activity")).isEqualTo(new Story("other-" + i, null));
        }
    }

    @Test
    void not_yet_is_no_line_in_the_log() {
        stub(Telling.class, WorkflowIds.wave("patient")).run();
        assertThat(lines.storyOf("patient activity")).isNotNull();
        assertThat(lines.atLeast(Level.INFO)).noneMatch(line -> line.contains("failure"));
    }

    @Test
    void what_was_in_the_context_before_comes_back() {
        MDC.put(Story.WAVE, "outer");
        new Story("inner", "j-1").told(() -> assertThat(MDC.get(Story.WAVE)).isEqualTo("inner"));
        assertThat(MDC.get(Story.WAVE)).isEqualTo("outer");
        assertThat(MDC.get(Story.JOB)).isNull();
        MDC.clear();
    }

    private JobCutover cutover(String wave, String job) {
        return stub(JobCutover.class, WorkflowIds.cutover(new JobId(job)), Map.of(WorkflowIds.MEMO_WAVE, wave));
    }

    private <T> T stub(Class<T> type, String id) {
        return stub(type, id, Map.of());
    }

    private <T> T stub(Class<T> type, String id, Map<String, Object> memo) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(worker.taskQueue())
                                .setMemo(memo)
                                .build());
    }

    private static CutoverOrder order(String wave, String job) {
        return new CutoverOrder(
                wave,
                "run",
                new JobId(job),
                "name",
                true,
                Duration.ofHours(2),
                new Polling(Duration.ofSeconds(30), Duration.ofSeconds(60)),
                Phase.CALL,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                1,
                false);
    }

    /** Says something, after some benign failures. */
    @ActivityInterface
    public interface TellingActivities {
        @ActivityMethod
        void tell(String words);
    }

    static final class TellingActivity implements TellingActivities {

        private static final Logger log = LoggerFactory.getLogger(TellingActivity.class);

        @Override
        public void tell(String words) {
            if (Activity.getExecutionContext().getInfo().getAttempt() < 3) {
                throw ApplicationFailure.newBuilder()
                        .setType(FailureKind.NOT_YET.name())
                        .setCategory(ApplicationErrorCategory.BENIGN)
                        .build();
            }
            log.info("{} activity", words);
        }
    }

    private static TellingActivities activities() {
        return Workflow.newActivityStub(
                TellingActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());
    }

    /** A wave by its id alone. */
    @WorkflowInterface
    public interface Telling {
        @WorkflowMethod
        void run();
    }

    public static final class TellingWave implements Telling {

        private static final Logger log = Workflow.getLogger(TellingWave.class);

        @Override
        public void run() {
            String name = Workflow.getInfo().getWorkflowId().substring("wave:".length());
            log.info("{} run", name);
            activities().tell(name);
        }
    }

    public static final class TellingCutover implements JobCutover {

        private static final Logger log = Workflow.getLogger(TellingCutover.class);
        /** A query's lines are muted in Temporal's own logger. */
        private static final Logger plain = LoggerFactory.getLogger(TellingCutover.class);

        private final String job;

        @WorkflowInit
        public TellingCutover(CutoverOrder order) {
            job = order.job().value();
        }

        @Override
        public CutoverResult run(CutoverOrder order) {
            log.info("{} run", job);
            Async.procedure(() -> log.info("{} async", job)).get();
            Workflow.newTimer(Duration.ofSeconds(1))
                    .thenApply(done -> {
                        log.info("{} callback", job);
                        return true;
                    })
                    .get();
            activities().tell(job);
            return null;
        }

        @Override
        public CutoverResult result() {
            return null;
        }

        @Override
        public void gate(Gate gate) {
            log.info("{} signal", job);
        }

        @Override
        public void confirm() {}

        @Override
        public CutoverProgress progress() {
            plain.info("{} query", job);
            return null;
        }
    }
}

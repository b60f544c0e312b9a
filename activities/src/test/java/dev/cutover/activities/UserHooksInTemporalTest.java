package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Converter;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.UserHooks;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hook as a workflow sees it: retried, asked about, cancelled. */
class UserHooksInTemporalTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Converter.dataConverter())
                            .build())
                    .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        temporal.close();
        server.close();
    }

    private WorkflowStub step(UserHooks hooks) {
        var worker = temporal.newWorker("hooks");
        worker.registerWorkflowImplementationTypes(OneStep.class);
        worker.registerActivitiesImplementations(hooks);
        temporal.start();
        return temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        "Step",
                        WorkflowOptions.newBuilder().setTaskQueue("hooks").build());
    }

    @Test
    void where_to_ask_is_known_to_every_later_try() throws Exception {
        server.enqueue(new MockResponse.Builder().code(500).build());
        server.enqueue(new MockResponse.Builder()
                .code(202)
                .setHeader("Location", "/freezes/1")
                .setHeader("Retry-After", "60")
                .build());
        server.enqueue(new MockResponse.Builder().code(202).build());
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(new MockResponse.Builder().body("frozen").build());
        Hook.Http http = new Hook.Http("http://127.0.0.1:" + server.getPort() + "/freeze", null, List.of());

        WorkflowStub step = step(new UserHooksImpl(null, ENVIRONMENT, new Dial()::nanos));
        step.start(new Hook(http, null, null, null, Duration.ofHours(1), null, null));

        assertThat(step.getResult(String.class)).isEqualTo("frozen");
        assertThat(List.of(asked(), asked(), asked(), asked(), asked()))
                .containsExactly("POST /freeze", "POST /freeze", "GET /freezes/1", "GET /freezes/1", "GET /freezes/1");
    }

    private String asked() throws InterruptedException {
        var request = server.takeRequest();
        return request.getMethod() + " " + request.getTarget();
    }

    @Test
    void a_refusal_is_the_end() {
        server.enqueue(
                new MockResponse.Builder().code(409).body("frozen by hand").build());
        Hook.Http http = new Hook.Http("http://127.0.0.1:" + server.getPort() + "/freeze", null, List.of());
        WorkflowStub step = step(new UserHooksImpl(null, ENVIRONMENT, new Dial()::nanos));
        step.start(new Hook(http, null, null, null, Duration.ofHours(1), null, null));

        WorkflowFailedException failed =
                catchThrowableOfType(WorkflowFailedException.class, () -> step.getResult(String.class));
        assertThat(failed.getCause()).isInstanceOf(ActivityFailure.class);
        assertThat(failed.getCause().getCause())
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        refusal -> assertThat(refusal.getType()).isEqualTo(FailureKind.HOOK_REFUSED.name()));
    }

    @Test
    void a_cancelled_program_is_ended() throws Exception {
        Path script = Files.writeString(
                folder.resolve("slow"),
                "#!/bin/sh\ntrap 'echo thawed > thawed; exit 0' TERM\nwhile :; do sleep 0.01; done\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        CountDownLatch going = new CountDownLatch(2);
        CommandHook command = new CommandHook(
                new Programs(folder),
                ENVIRONMENT,
                new Secrets(ENVIRONMENT),
                new AtOnce(() -> 0),
                () -> 0,
                new CommandHook.Pace(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(20)));
        WorkflowStub step = step(new UserHooksImpl(null, command, () -> counted(going)));
        step.start(new Hook(
                null, new Hook.Command("slow", List.of(), List.of()), null, null, Duration.ofHours(1), null, null));
        going.await();
        step.cancel();

        WorkflowFailedException failed =
                catchThrowableOfType(WorkflowFailedException.class, () -> step.getResult(String.class));
        assertThat(failed.getCause()).isInstanceOf(CanceledFailure.class);
        assertThat(folder.resolve("thawed")).exists();
    }

    private static HookAttempt counted(CountDownLatch beats) {
        HookAttempt current = HookAttempt.current();
        return new HookAttempt() {
            @Override
            public int number() {
                return current.number();
            }

            @Override
            public Optional<String> noted() {
                return current.noted();
            }

            @Override
            public void note(String what) {
                current.note(what);
            }

            @Override
            public void goesOn() {
                beats.countDown();
                current.goesOn();
            }
        };
    }

    /** One step of one hook, as a wave asks for it. */
    @WorkflowInterface
    public interface Step {
        @WorkflowMethod
        String run(Hook hook);
    }

    public static final class OneStep implements Step {
        @Override
        public String run(Hook hook) {
            UserHooks hooks = Workflow.newActivityStub(
                    UserHooks.class,
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(hook.timeout())
                            .setScheduleToCloseTimeout(hook.timeout())
                            .setHeartbeatTimeout(Duration.ofSeconds(30))
                            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                            .setRetryOptions(RetryOptions.newBuilder()
                                    .setDoNotRetry(FailureKind.doNotRetry())
                                    .build())
                            .build());
            return hooks.run(new UserHooks.HookRequest(hook, HookStory.input())).output();
        }
    }
}

package dev.cutover.workflows.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Account;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.Inventory;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Resolution;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("an account that is asked")
@Timeout(60)
class AccountStoriesTest {

    private static final FoundJob JOB =
            new FoundJob(new JobId("j-1"), "web-01", "s-1", "cn-shanghai", null, "Waiting", true, null, List.of());

    private final TestWorkflowEnvironment temporal = Stage.environment();
    private final PretendedAccount account = new PretendedAccount();

    AccountStoriesTest() {
        Worker worker = temporal.newWorker(Stage.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(InventoryImpl.class, ResolutionImpl.class);
        worker.registerActivitiesImplementations(account);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    /** Tells one job, or fails as often as it is told to. */
    public static final class PretendedAccount implements Account {

        private final Deque<FailureKind> failures = new ArrayDeque<>();

        @Override
        public FoundJobs find(JobQuery query) {
            fail();
            return new FoundJobs(List.of(JOB));
        }

        @Override
        public ResolvedPlan resolve(Plan plan) {
            fail();
            return new ResolvedPlan(plan, List.of(new LeftOut("app", JOB, "has expired")), List.of("no"), List.of());
        }

        private void fail() {
            FailureKind kind = failures.poll();
            if (kind != null) {
                throw ApplicationFailure.newBuilder()
                        .setType(kind.name())
                        .setMessage("as pretended")
                        .setNonRetryable(kind.retry() == FailureKind.Retry.NEVER)
                        .build();
            }
        }
    }

    private <T> T ask(Class<T> workflow) {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        workflow,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Stage.TASK_QUEUE)
                                .build());
    }

    @Test
    @DisplayName("is asked again after what passes, and tells its jobs")
    void told() {
        account.failures.addAll(List.of(FailureKind.THROTTLED, FailureKind.UNAVAILABLE));
        assertThat(ask(Inventory.class).find(JobQuery.everything()).jobs()).containsExactly(JOB);
    }

    @Test
    @DisplayName("ends with the sentence of what does not pass")
    void refused() {
        account.failures.add(FailureKind.ACCOUNT);
        WorkflowFailedException failure = catchThrowableOfType(
                WorkflowFailedException.class, () -> ask(Inventory.class).find(JobQuery.everything()));
        assertThat(failure.getCause()).isInstanceOf(ActivityFailure.class);
        assertThat(failure.getCause().getCause())
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        told -> assertThat(told.getOriginalMessage()).isEqualTo("as pretended"));
    }

    @Test
    @DisplayName("is not asked for ever")
    void silent() {
        for (int number = 0; number < 1_000; number++) {
            account.failures.add(FailureKind.UNAVAILABLE);
        }
        assertThat(catchThrowableOfType(
                        WorkflowFailedException.class,
                        () -> ask(Inventory.class).find(JobQuery.everything())))
                .isNotNull();
        assertThat(account.failures).as("tries that were not made any more").isNotEmpty();
    }

    @Test
    @DisplayName("tells what a plan selects, what it leaves out and why it is refused")
    void resolved() {
        Plan plan = Plans.plan("night", 1, "j-1");
        assertThat(ask(Resolution.class).resolve(plan))
                .isEqualTo(new Account.ResolvedPlan(
                        plan, List.of(new Account.LeftOut("app", JOB, "has expired")), List.of("no"), List.of()));
    }
}

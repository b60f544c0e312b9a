package dev.cutover.starter.wave;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Converter;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.GroupRow;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Marks;
import dev.cutover.contract.PerhapsPrepared;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveStart;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what a wave that was ended by force had prepared, or may have")
@Timeout(60)
class LeftPreparedTest {

    private static final Instant BEGAN = Told.STARTED;
    private static final Instant EARLIER = BEGAN.minusSeconds(7200);
    private static final Hook HOOK =
            new Hook(null, null, new Hook.Manual("Do it."), null, Duration.ofMinutes(10), Duration.ofMinutes(1), null);
    private static final Hooks ALL = new Hooks(HOOK, HOOK, HOOK);
    private static final Plan PLAN = plan(unit("app", ALL, 0, 1), unit("late", null, 2));

    private final FakeTemporal temporal = new FakeTemporal();

    @AfterEach
    void close() {
        temporal.close();
    }

    private static Plan plan(PlannedGroup... groups) {
        return Told.result().plan().withGroups(List.of(groups));
    }

    private static PlannedGroup unit(String name, Hooks hooks, int... jobs) {
        List<PlannedJob> planned = Told.plan(null, null).groups().stream()
                .flatMap(group -> group.jobs().stream())
                .toList();
        return new PlannedGroup(
                name,
                List.of(),
                Arrays.stream(jobs).mapToObj(planned::get).toList(),
                new GroupRules(null, hooks, null, null, null, false));
    }

    private List<PerhapsPrepared> startedAgain(Plan plan) throws CommandFailed {
        temporal.polled("cutover", TestTerminal.NOW);
        try (Waves waves = Waves.connect(temporal.terminal().open())) {
            waves.start(plan);
        }
        return temporal.started().stream()
                .map(one -> Converter.dataConverter()
                        .fromPayloads(0, Optional.of(one.getInput()), WaveStart.class, WaveStart.class))
                .findFirst()
                .orElseThrow()
                .perhapsPrepared();
    }

    private void terminated(WaveStart start) {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, BEGAN);
        temporal.begun("night", 1, start);
    }

    private void untold(WaveStart start) {
        terminated(start);
        temporal.refusing("query", "wave:night", Status.INVALID_ARGUMENT);
    }

    private void told(GroupPhase phase, Instant frozenSince) {
        terminated(WaveStart.of(PLAN));
        WaveProgress progress = Told.progress(JobState.WATCHING);
        GroupProgress group = new GroupProgress(
                "app",
                List.of(),
                true,
                JobCounts.of(List.of()),
                phase,
                0,
                false,
                frozenSince,
                null,
                false,
                null,
                List.of());
        temporal.answering(query -> new WaveProgress(
                progress.wave(),
                progress.change(),
                progress.account(),
                progress.planSha256(),
                progress.outcome(),
                progress.standing(),
                false,
                progress.startedAt(),
                null,
                progress.counts(),
                0,
                0,
                List.of(group),
                null,
                null,
                false,
                1,
                1));
    }

    @Test
    void is_nothing_when_it_ended_by_itself() throws CommandFailed {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_COMPLETED, BEGAN);
        assertThat(startedAgain(PLAN)).isEmpty();
    }

    @Test
    void is_every_group_with_hooks_when_it_does_not_tell() throws CommandFailed {
        untold(WaveStart.of(PLAN));
        assertThat(startedAgain(PLAN)).containsExactly(new PerhapsPrepared("app", BEGAN));
    }

    @Test
    void goes_back_to_what_an_execution_before_it_left() throws CommandFailed {
        untold(WaveStart.of(PLAN).after(List.of(new PerhapsPrepared("app", EARLIER))));
        assertThat(startedAgain(PLAN)).containsExactly(new PerhapsPrepared("app", EARLIER));
    }

    static Stream<Arguments> memories() {
        return Stream.of(
                argumentSet(
                        "it stood still when the wave continued as new",
                        EARLIER.plusSeconds(60),
                        EARLIER.plusSeconds(60)),
                argumentSet("nothing of it had begun then", null, EARLIER));
    }

    @ParameterizedTest
    @MethodSource("memories")
    void goes_back_to_what_an_earlier_run_knew(Instant frozenSince, Instant since) throws CommandFailed {
        GroupRow row = new GroupRow(
                GroupPhase.WAITING,
                0,
                false,
                false,
                frozenSince,
                Duration.ZERO,
                null,
                List.of(),
                false,
                false,
                List.of());
        WaveMemory memory = new WaveMemory(
                EARLIER,
                Standing.OPEN,
                List.of(),
                List.of(),
                0,
                List.of(),
                null,
                null,
                null,
                false,
                List.of(row),
                Marks.fresh(),
                null);
        untold(new WaveStart(PLAN, memory, 0, null));
        assertThat(startedAgain(PLAN)).containsExactly(new PerhapsPrepared("app", since));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void is_what_it_tells(GroupPhase phase, Instant frozenSince, List<PerhapsPrepared> left) throws CommandFailed {
        told(phase, frozenSince);
        assertThat(startedAgain(PLAN)).isEqualTo(left);
    }

    static Stream<Arguments> phases() {
        PerhapsPrepared frozen = new PerhapsPrepared("app", BEGAN);
        return Stream.of(
                argumentSet("nothing of it had begun", GroupPhase.WAITING, null, List.of()),
                argumentSet("it was through", GroupPhase.THROUGH, null, List.of()),
                argumentSet("it stood still", GroupPhase.BEFORE, BEGAN, List.of(frozen)),
                argumentSet("it was in doubt itself", GroupPhase.WAITING, BEGAN, List.of(frozen)),
                argumentSet(
                        "it has no before-hook, and asked its after-hook", GroupPhase.AFTER, null, List.of(frozen)));
    }

    static Stream<Arguments> lacking() {
        return Stream.of(
                argumentSet("the group", plan(unit("late", null, 2))),
                argumentSet("its hooks", plan(unit("app", null, 0, 1))),
                argumentSet("one of its hooks", plan(unit("app", new Hooks(HOOK, HOOK, null), 0, 1))),
                argumentSet("one of its servers", plan(unit("app", ALL, 0))));
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void is_not_left_to_a_plan_that_lacks(Plan plan) {
        untold(WaveStart.of(PLAN));
        assertThatThrownBy(() -> startedAgain(plan)).isInstanceOfSatisfying(CommandFailed.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(failure).hasMessageContaining("app").hasMessageContaining("--wave");
        });
        assertThat(temporal.started()).isEmpty();
    }

    @Test
    void may_be_left_to_a_plan_that_has_more() throws CommandFailed {
        untold(WaveStart.of(PLAN));
        Plan more = plan(unit("app", ALL, 0, 1, 2));
        assertThat(startedAgain(more)).containsExactly(new PerhapsPrepared("app", BEGAN));
    }
}

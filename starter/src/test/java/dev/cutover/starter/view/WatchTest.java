package dev.cutover.starter.view;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.CUTTING_OVER;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.WATCHING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.JobState;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a watch ends, and what it shows until then. Its second between two looks passes at once. */
@Timeout(60)
class WatchTest {

    private final FakeTemporal temporal = new FakeTemporal();
    private final Deque<Supplier<Look>> looks = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Notes screen = new Notes();
    private Look current;
    private int asked;

    WatchTest() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        temporal.answering(query -> {
            if (query.equals("jobs")) {
                asked++;
                return Told.page(current.states.toArray(JobState[]::new));
            }
            if (!looks.isEmpty()) {
                current = looks.remove().get();
            }
            return Told.progress(Standing.OPEN, current.settled, current.states.toArray(JobState[]::new));
        });
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private record Look(boolean settled, List<JobState> states) {}

    /** What a screen was told. */
    private static final class Notes implements Screen {
        private final List<String> told = new ArrayList<>();
        private final List<Frame> frames = new ArrayList<>();
        private boolean gone;

        @Override
        public void show(Frame frame) {
            told.add("show " + frame.progress().counts().done());
            frames.add(frame);
        }

        @Override
        public void note(String line) {
            told.add("note");
        }

        @Override
        public void trouble(String sentence) {
            told.add("trouble");
        }

        @Override
        public boolean isRead() {
            return !gone;
        }

        @Override
        public void end(Frame frame) {
            told.add("end " + frame.progress().counts().done());
        }
    }

    private void then(boolean settled, JobState... states) {
        looks.add(() -> new Look(settled, List.of(states)));
    }

    private void thenFails(Status status) {
        looks.add(() -> {
            throw status.asRuntimeException();
        });
    }

    /** The wave is ended by hand, and goes on telling how it stood. */
    private void thenIsEnded(JobState... states) {
        looks.add(() -> {
            temporal.forget();
            temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, Told.STARTED);
            return new Look(false, List.of(states));
        });
    }

    private Frame follow(boolean untilSettled) throws CommandFailed {
        return follow(untilSettled, pauses::add);
    }

    private Frame follow(boolean untilSettled, Terminal.Pause pause) throws CommandFailed {
        Terminal terminal = temporal.terminal().pausing(pause).open();
        try (Waves waves = Waves.connect(terminal)) {
            return new Watch(terminal, waves.named("night"), screen, untilSettled).follow();
        }
    }

    @Test
    void it_looks_every_second_until_the_wave_is_over() throws CommandFailed {
        then(false, WATCHING, WATCHING);
        then(false, CUTTING_OVER, WATCHING);
        then(false, DONE, WATCHING);
        thenIsEnded(DONE, WATCHING);
        Frame last = follow(false);
        assertThat(last.progress().outcome()).isEqualTo(WaveOutcome.ENDED_WITHOUT_REPORT);
        assertThat(last.jobs()).isEqualTo(Told.jobs(DONE, WATCHING));
        assertThat(screen.told).startsWith("show 0", "show 0", "show 1").endsWith("end 1");
        assertThat(pauses).hasSizeGreaterThanOrEqualTo(3).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void it_ends_when_settled_only_if_asked_to() throws CommandFailed {
        then(false, WATCHING);
        then(true, BLOCKED);
        assertThat(follow(true).progress().settled()).isTrue();
        assertThat(screen.told).containsExactly("show 0", "show 0", "end 0");
        assertThat(pauses).hasSize(1);

        then(true, BLOCKED);
        then(false, DONE);
        thenIsEnded(DONE);
        follow(false);
        assertThat(screen.told).endsWith("end 1");
    }

    @Test
    void its_rows_are_those_of_the_look_though_all_counts_are_as_before() throws CommandFailed {
        then(false, BLOCKED, WATCHING);
        then(false, WATCHING, BLOCKED);
        then(true, BLOCKED, BLOCKED);
        follow(true);
        assertThat(screen.frames.stream().map(Frame::jobs))
                .containsExactly(
                        Told.jobs(BLOCKED, WATCHING), Told.jobs(WATCHING, BLOCKED), Told.jobs(BLOCKED, BLOCKED));
    }

    @Test
    void of_a_large_wave_it_asks_for_them_when_something_is_new_every_tenth_look_and_at_the_end() throws CommandFailed {
        JobState[] many = Collections.nCopies(201, WATCHING).toArray(JobState[]::new);
        JobState[] more = many.clone();
        more[7] = DONE;
        IntStream.rangeClosed(1, 25).forEach(look -> then(false, many));
        then(false, more);
        then(false, more);
        then(true, more);
        follow(true);
        assertThat(screen.frames).hasSize(28);
        assertThat(asked)
                .as("the first, the 11th, the 21st, the 26th and the last")
                .isEqualTo(5);
    }

    @Test
    void it_ends_when_nobody_reads_it_any_longer() {
        then(false, WATCHING);
        assertFails(ExitCode.UNREAD, pause -> screen.gone = true);
        assertThat(screen.told).containsOnly("show 0");
    }

    @Test
    void it_goes_on_after_a_failure() throws CommandFailed {
        then(false, WATCHING);
        thenFails(Status.FAILED_PRECONDITION);
        thenFails(Status.PERMISSION_DENIED);
        then(true, BLOCKED);
        follow(true);
        assertThat(screen.told).containsExactly("show 0", "trouble", "trouble", "show 0", "end 0");
    }

    @Test
    void it_fails_when_the_first_look_does() {
        thenFails(Status.FAILED_PRECONDITION);
        assertFails(ExitCode.NO_WORKER, pauses::add);
        assertThat(screen.told).isEmpty();
    }

    @Test
    void it_fails_when_the_wave_is_gone() {
        then(false, WATCHING);
        assertFails(ExitCode.REFUSED, pause -> temporal.forget());
    }

    @Test
    void who_is_interrupted_is_told_that_the_wave_goes_on() {
        then(false, WATCHING);
        assertFails(ExitCode.INTERRUPTED, pause -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
    }

    private void assertFails(ExitCode exitCode, Terminal.Pause pause) {
        assertThatThrownBy(() -> follow(false, pause))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(exitCode));
    }

    @Test
    void lines_go_to_stdout_unless_that_is_for_json_and_a_person_s_screen_is_drawn_over() {
        Terminal piped = new TestTerminal().open();
        assertThat(Screen.of(piped, false)).isInstanceOf(LineScreen.class);
        assertThat(Screen.of(new TestTerminal().typing("").open(), false)).isInstanceOf(LiveScreen.class);
        assertThat(Screen.of(new TestTerminal().typing("").with("TERM", "dumb").open(), false))
                .isInstanceOf(LineScreen.class);
        TestTerminal person = new TestTerminal().typing("");
        Screen json = Screen.of(person.open(), true);
        json.note("goes on");
        assertThat(person.out()).isEmpty();
        assertThat(person.err()).contains("goes on");
    }
}

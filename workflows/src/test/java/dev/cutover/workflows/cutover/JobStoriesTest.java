package dev.cutover.workflows.cutover;

import static dev.cutover.contract.Try.Answer.ACCEPTED;
import static dev.cutover.contract.Try.Answer.REFUSED;
import static dev.cutover.contract.Try.Answer.UNCLEAR;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Try;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.FakeJob;
import dev.cutover.workflows.stage.FakeSmc;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of one server, whatever SMC shows and answers. The stories of a table are told in one wave: none disturbs another. */
class JobStoriesTest {

    private static final Duration NIGHT = Duration.ofHours(3);

    /** Keeps a wave from ending before the night is over. */
    private static final Story STRAGGLER = new Story(
            "never Waiting: it is watched, and never called",
            (stage, job) -> job.shows(Sighting.RUNNING),
            JobState.WATCHING,
            null,
            List.of());

    /**
     * @param script what SMC shows and answers
     * @param calls the answers to all calls that left, in order
     */
    record Story(
            String sentence,
            BiConsumer<Stage, FakeJob> script,
            JobState state,
            Reason reason,
            List<Try.Answer> calls) {}

    /** @param result of its newest cutover, or {@code null} */
    record Told(Story story, JobLine line, List<FakeSmc.Call> calls, CutoverResult result) {}

    @TestFactory
    Stream<DynamicTest> what_becomes_of_a_server() {
        return tell(stories().toList())
                .map(told -> DynamicTest.dynamicTest(told.story().sentence(), () -> assertAsTold(told)));
    }

    private static void assertAsTold(Told told) {
        Story story = told.story();
        JobLine line = told.line();
        assertThat(line.state()).isEqualTo(story.state());
        assertThat(line.reason()).isEqualTo(story.reason());
        assertThat(line.touched()).isEqualTo(!story.calls().isEmpty());
        assertThat(told.calls()).extracting(FakeSmc.Call::answer).containsExactlyElementsOf(story.calls());
        assertThat(told.calls()).allMatch(FakeSmc.Call::syncData);
        assertSettledBetween(told.calls());
        if (told.result() != null) {
            assertThat(told.result().tries().tries().map(Try::answer).toList())
                    .as("the tries of its last cutover")
                    .isEqualTo(story.calls()
                            .subList(
                                    story.calls().size() - told.result().tries().count(),
                                    story.calls().size()));
        }
    }

    static Stream<Story> stories() {
        Reason accepted = Reason.of(Found.ACCEPTED);
        Reason adopted = Reason.of(Found.ADOPTED);
        return Stream.of(
                STRAGGLER,
                story("Waiting: it is cut over", job -> {}, JobState.DONE, accepted, ACCEPTED),
                new Story(
                        "Waiting after forty minutes: it is cut over then",
                        (stage, job) ->
                                job.shows(Sighting.RUNNING).shows(stage.at(Duration.ofMinutes(40)), Sighting.WAITING),
                        JobState.DONE,
                        accepted,
                        List.of(ACCEPTED)),
                story(
                        "race: refused because the next run has begun, it goes back to the watch and is done after that run",
                        job -> job.answers(Answer.TOO_LATE),
                        JobState.DONE,
                        accepted,
                        REFUSED,
                        ACCEPTED),
                story(
                        "the answer is lost and the call took effect: it is adopted, and not called again",
                        job -> job.answers(Answer.LOST_AFTER_THE_DEED),
                        JobState.DONE,
                        adopted,
                        UNCLEAR),
                story(
                        "the answer is lost and the call took no effect: it is called once more",
                        job -> job.answers(Answer.LOST_WITHOUT_THE_DEED),
                        JobState.DONE,
                        accepted,
                        UNCLEAR,
                        ACCEPTED),
                story(
                        "acknowledged and not carried out: it is called once more",
                        job -> job.answers(Answer.ACKNOWLEDGED_ONLY),
                        JobState.DONE,
                        accepted,
                        ACCEPTED,
                        ACCEPTED),
                story(
                        "acknowledged five times and never carried out: a person is asked",
                        job -> job.answers(nCopies(9, Answer.ACKNOWLEDGED_ONLY).toArray(Answer[]::new)),
                        JobState.BLOCKED,
                        Reason.of(FailureKind.NO_EFFECT),
                        nCopies(Policies.ROUNDS_WITHOUT_EFFECT, ACCEPTED).toArray(Try.Answer[]::new)),
                story(
                        "no clear answer ten times: a person is asked",
                        job -> job.answers(
                                nCopies(19, Answer.LOST_WITHOUT_THE_DEED).toArray(Answer[]::new)),
                        JobState.BLOCKED,
                        Reason.of(FailureKind.GAVE_UP),
                        nCopies(Policies.UNCLEAR_LIMIT, UNCLEAR).toArray(Try.Answer[]::new)),
                story(
                        "a stale read after an acknowledged call: it is not called again",
                        job -> job.staleFor(Duration.ofSeconds(50)),
                        JobState.DONE,
                        accepted,
                        ACCEPTED),
                story(
                        "a stale read after a lost answer: it is not called again",
                        job -> job.staleFor(Duration.ofSeconds(50)).answers(Answer.LOST_AFTER_THE_DEED),
                        JobState.DONE,
                        adopted,
                        UNCLEAR),
                story(
                        "Waiting, and refused for its state again and again: a person is asked",
                        job -> job.answers(nCopies(99, Answer.refused(FailureKind.STATE_CONFLICT))
                                .toArray(Answer[]::new)),
                        JobState.BLOCKED,
                        Reason.of(FailureKind.STATE_REFUSED),
                        nCopies(Policies.CONFLICTS_IN_A_ROW, REFUSED).toArray(Try.Answer[]::new)),
                story(
                        "refused once, then finished by somebody else: it is done, and not by us",
                        job -> job.answers(Answer.refused(FailureKind.THROTTLED))
                                .showsBehindCall(Sighting.FINISHED),
                        JobState.DONE,
                        Reason.of(Found.FINISHED_BEFORE),
                        REFUSED),
                story(
                        "in error during its last run: a person is asked, and it is not called again",
                        job -> job.endsAs(Sighting.IN_ERROR),
                        JobState.BLOCKED,
                        Reason.of(FailureKind.JOB_IN_ERROR),
                        ACCEPTED),
                story(
                        "expired during its last run: it has failed",
                        job -> job.endsAs(Sighting.EXPIRED),
                        JobState.FAILED,
                        Reason.of(FailureKind.JOB_EXPIRED),
                        ACCEPTED),
                story(
                        "expired behind a lost answer: it has failed, and tells of its call",
                        job -> job.answers(Answer.LOST_WITHOUT_THE_DEED).showsBehindCall(Sighting.EXPIRED),
                        JobState.FAILED,
                        Reason.of(FailureKind.JOB_EXPIRED),
                        UNCLEAR));
    }

    @TestFactory
    Stream<DynamicTest> each_sighting_of_the_watch() {
        return tell(Arrays.stream(Sighting.values()).map(JobStoriesTest::story).toList())
                .map(told -> DynamicTest.dynamicTest(told.story().sentence(), () -> {
                    assertAsTold(told);
                    boolean inError = told.story().reason() != null
                            && told.story().reason().equals(Reason.of(FailureKind.JOB_IN_ERROR));
                    assertThat(told.line().code()).isEqualTo(inError ? "SourceServer.Offline" : null);
                    assertThat(told.line().run() == null).isEqualTo(told.calls().isEmpty());
                }));
    }

    private static Story story(Sighting sighting) {
        JobState state = switch (sighting) {
            case WAITING, FINISHED -> JobState.DONE;
            case RUNNING -> JobState.WATCHING;
            case IN_ERROR, STOPPED, NEVER_STARTED, ONE_OFF, MISSING, REFUSED, UNRECOGNISED -> JobState.BLOCKED;
            case EXPIRED, DELETING -> JobState.FAILED;
        };
        Reason reason = switch (sighting) {
            case WAITING -> Reason.of(Found.ACCEPTED);
            case FINISHED -> Reason.of(Found.FINISHED_BEFORE);
            case RUNNING -> null;
            default -> Reason.of(sighting.trouble().orElseThrow());
        };
        Try.Answer[] calls = sighting == Sighting.WAITING ? new Try.Answer[] {ACCEPTED} : new Try.Answer[0];
        return story("seen as " + sighting, job -> job.shows(sighting), state, reason, calls);
    }

    @TestFactory
    Stream<DynamicTest> each_kind_of_failure_of_the_call() {
        List<Story> stories = new ArrayList<>(
                // The account's trouble holds the whole wave: ProtectionStoriesTest tells of it.
                Arrays.stream(FailureKind.values())
                        .filter(kind -> kind.consequence() != FailureKind.Consequence.HOLD)
                        .map(JobStoriesTest::story)
                        .toList());
        stories.add(STRAGGLER);
        return tell(stories)
                .map(told -> DynamicTest.dynamicTest(told.story().sentence(), () -> {
                    assertAsTold(told);
                    if (told.line().state() == JobState.BLOCKED || told.line().state() == JobState.FAILED) {
                        FailureKind kind = told.result().reason();
                        assertThat(told.line().reason()).isEqualTo(Reason.of(kind));
                        assertThat(told.line().code()).isEqualTo("Code." + kind.word());
                        assertThat(told.result().detail()).isEqualTo(kind.advice());
                    }
                }));
    }

    private static Story story(FailureKind kind) {
        JobState state = switch (kind) {
            case NOT_YET,
                    THROTTLED,
                    UNAVAILABLE,
                    UNCLEAR,
                    HOOK_SILENT,
                    ACCOUNT,
                    QUOTA,
                    TOO_LATE,
                    STATE_CONFLICT,
                    SOURCE_OFFLINE -> JobState.DONE;
            case GAVE_UP,
                    BAD_REQUEST,
                    UNKNOWN_CODE,
                    NO_EFFECT,
                    JOB_IN_ERROR,
                    JOB_STOPPED,
                    JOB_NEVER_STARTED,
                    JOB_ONE_OFF,
                    JOB_MISSING,
                    JOB_STATUS_UNKNOWN,
                    STATE_REFUSED,
                    IN_ANOTHER_WAVE,
                    ENDED_WITHOUT_REPORT,
                    CANCELLED_BY_HAND,
                    HOOK_REFUSED,
                    NOT_VERIFIED,
                    PREPARED_IN_VAIN,
                    WRONG_SERVER,
                    RESTART_REFUSED,
                    UNRECOGNISED -> JobState.BLOCKED;
            case JOB_EXPIRED, JOB_DELETING -> JobState.FAILED;
        };
        boolean done = state == JobState.DONE;
        return story(
                "refused as " + kind,
                job -> job.answers(Answer.refused(kind)),
                state,
                done ? Reason.of(Found.ACCEPTED) : Reason.of(kind),
                done ? new Try.Answer[] {REFUSED, ACCEPTED} : new Try.Answer[] {REFUSED});
    }

    /** All in one wave, with a slot for each. */
    private static Stream<Told> tell(List<Story> stories) {
        List<Told> told = new ArrayList<>();
        try (Stage stage = new Stage()) {
            String[] ids = Plans.ids(stories.size());
            for (int number = 0; number < ids.length; number++) {
                stories.get(number).script().accept(stage, stage.smc.add(ids[number]));
            }
            Stage.Running wave = stage.start(Plans.plan("night", ids.length, ids));
            stage.pass(NIGHT);
            List<JobLine> lines = wave.lines();
            for (int number = 0; number < ids.length; number++) {
                JobLine line = lines.get(number);
                told.add(new Told(
                        stories.get(number),
                        line,
                        stage.smc.calls(ids[number]),
                        line.run() == null ? null : stage.cutoverResult(ids[number])));
            }
        }
        return told.stream();
    }

    private static void assertSettledBetween(List<FakeSmc.Call> calls) {
        for (int next = 1; next < calls.size(); next++) {
            FakeSmc.Call before = calls.get(next - 1);
            if (before.answer().mayHaveTakenEffect()) {
                assertThat(Duration.between(before.at(), calls.get(next).at()))
                        .isGreaterThanOrEqualTo(Plans.POLLING.settle());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"THROTTLED", "UNAVAILABLE"})
    void trouble_that_is_not_the_jobs_lets_all_wait_and_none_fail(FailureKind trouble) {
        try (Stage stage = new Stage()) {
            for (String id : Plans.ids(6)) {
                stage.smc.add(id);
            }
            stage.smc.job("j-6").shows(Sighting.RUNNING);
            Stage.Running wave = stage.start(Plans.plan("night", 3, Plans.ids(6)));
            stage.passUntil(() -> !stage.smc.calls.isEmpty());
            stage.smc.trouble(trouble);
            stage.pass(NIGHT);
            assertThat(wave.lines()).extracting(JobLine::state).containsOnly(JobState.WATCHING, JobState.CUTTING_OVER);
            stage.smc.trouble(null);
            stage.smc.job("j-6").shows(stage.now(), Sighting.WAITING);
            assertThat(wave.result().counts().done()).isEqualTo(6);
            assertThat(stage.smc.calls).hasSize(6);
        }
    }

    @Test
    void a_done_job_tells_when_it_was_cut_over_and_what_it_left() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").takes(Duration.ofMinutes(7));
            stage.start(Plans.plan("night", 5, "j-1")).result();
            Instant calledAt = stage.smc.calls.get(0).at();
            CutoverResult result = stage.cutoverResult("j-1");
            assertThat(result.cutOverAt()).isEqualTo(calledAt);
            assertThat(result.finishedAt()).isBetween(calledAt.plusSeconds(420), calledAt.plusSeconds(460));
            assertThat(result.imageId()).isEqualTo("m-1");
            assertThat(result.tries().tries())
                    .extracting(Try::statusBefore, Try::statusAfter)
                    .containsExactly(tuple("WAITING", "FINISHED"));
        }
    }

    private static Story story(
            String sentence, Consumer<FakeJob> script, JobState state, Reason reason, Try.Answer... calls) {
        return new Story(sentence, (stage, job) -> script.accept(job), state, reason, List.of(calls));
    }
}

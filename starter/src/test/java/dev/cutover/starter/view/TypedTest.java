package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.starter.Told;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what is typed about blocked jobs")
class TypedTest {

    private static final JobLine A = blocked(0, "app", FailureKind.NO_EFFECT, null);
    private static final JobLine B = blocked(1, "app", FailureKind.NO_EFFECT, null);
    private static final JobLine C = blocked(2, "web", FailureKind.NO_EFFECT, null);
    private static final JobLine WATCHED = Told.grouped(Told.job(3, JobState.WATCHING), "app", null);

    private static JobLine blocked(int index, String group, FailureKind kind, Sighting known) {
        return Told.grouped(Told.because(Told.job(index, JobState.BLOCKED), Reason.of(kind)), group, known);
    }

    private static JobLine named(JobLine job, String name) {
        return Told.named(job, job.job(), name);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                target("the name of one", List.of(A), List.of(A, WATCHED), "a"),
                target(
                        "the group of all that are blocked in it",
                        List.of(A, B),
                        List.of(A, B, C, WATCHED),
                        "--group app"),
                target("the state of all that are blocked", List.of(A, C), List.of(A, C, WATCHED), "--state blocked"),
                target("the names of some", List.of(A, C), List.of(A, B, C), "a c"),
                target("the id of one whose name another has", List.of(A), List.of(A, named(C, "a")), "j-a"),
                target(
                        "a name that a shell would take apart in quotes",
                        List.of(named(A, "it's a")),
                        List.of(named(A, "it's a"), B),
                        "'it'\\''s a'"),
                target("no more names than can be read", many(13), all(many(13)), "JOB..."),
                target(
                        "as many names as can be read",
                        many(12),
                        all(many(12)),
                        many(12).stream().map(JobLine::name).toList().toString().replaceAll("[\\[\\],]", "")));
    }

    private static List<JobLine> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> Told.named(A, new JobId("j-" + index), "app-" + index))
                .toList();
    }

    /** With others that are blocked, too, so that no rule takes only these. */
    private static List<JobLine> all(List<JobLine> jobs) {
        return Stream.concat(jobs.stream(), Stream.of(B, C)).toList();
    }

    private static Arguments target(String sentence, List<JobLine> jobs, List<JobLine> all, String words) {
        return argumentSet(sentence, jobs, all, words);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void takes_those_that_are_meant_and_no_others(List<JobLine> jobs, List<JobLine> all, String target) {
        assertThat(new Typed("night", all).forBlocked(jobs))
                .containsExactly("cutover retry night " + target + " --reason ...");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void is_something_for_each_way_to_fail_and_what_its_advice_names(FailureKind kind) {
        JobLine job = blocked(0, "app", kind, null);
        List<String> commands = new Typed("night", List.of(job)).forBlocked(List.of(job));
        assertThat(commands).isNotEmpty().allMatch(command -> command.endsWith(" night a --reason ..."));
        for (String word : List.of("skip", "mark-done")) {
            if (kind.advice().contains(word)) {
                assertThat(commands).anyMatch(command -> command.startsWith("cutover " + word));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sighting.class)
    void has_jobs_started_that_smc_can_start(Sighting known) {
        boolean can = known == Sighting.IN_ERROR || known == Sighting.STOPPED || known == Sighting.NEVER_STARTED;
        JobLine job = blocked(0, "app", FailureKind.JOB_STOPPED, known);
        assertThat(new Typed("night", List.of(job)).forBlocked(List.of(job)))
                .containsExactly("cutover retry night a " + (can ? "--restart " : "") + "--reason ...");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void never_skips_by_a_group_for_that_would_take_those_that_are_watched(FailureKind kind) {
        List<JobLine> jobs = List.of(blocked(0, "app", kind, null), blocked(1, "app", kind, null));
        assertThat(new Typed("night", jobs).forBlocked(jobs))
                .noneMatch(command -> command.startsWith("cutover skip") && command.contains("--group"));
    }
}

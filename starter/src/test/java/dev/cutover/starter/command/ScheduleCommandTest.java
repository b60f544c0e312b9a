package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.contract.Converter;
import dev.cutover.contract.Plan;
import dev.cutover.starter.FakeSchedules;
import dev.cutover.starter.Ran;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.schedule.v1.Range;
import io.temporal.api.schedule.v1.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules as they are typed. It is 2026-11-24 10:00 in Shanghai. */
@Timeout(60)
class ScheduleCommandTest {

    private static final String CREATE = "schedule create shop --plan nightly.yaml ";
    private static final String DAILY = "--cron 30_0_*_*_*";

    @TempDir
    private Path folder;

    private final FakeSchedules temporal = new FakeSchedules();

    @BeforeEach
    void plans() throws IOException {
        write("nightly.yaml", "{opens: 01:00, lastStart: 04:15, closes: 05:00, timeZone: Asia/Shanghai}");
        write("berlin.yaml", "{opens: 02:30, lastStart: 04:15, closes: 05:00, timeZone: Europe/Berlin}");
        write("dated.yaml", "{opens: 2026-11-28T01:00, closes: 2026-11-28T05:00, timeZone: Asia/Shanghai}");
        Files.writeString(folder.resolve("open.yaml"), "wave: open\ngroups: [{name: all, jobs: [{id: j-1}]}]\n");
    }

    private void write(String file, String window) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "wave: file\nchange: CHG1\naccount: prod\nwindow: " + window
                        + "\ngroups: [{name: all, jobs: [{id: j-1}, {id: j-2}]}]\n");
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    /** Words are parted by blanks; those of a cron by underscores. */
    private Ran run(String line) {
        return temporal.terminal().run(words(line));
    }

    private Ran typing(String answer, String line) {
        return temporal.terminal().typing(answer).run(words(line));
    }

    private String[] words(String line) {
        return Stream.of(line.split(" "))
                .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word.replace('_', ' '))
                .toArray(String[]::new);
    }

    private void created() {
        assertThat(run(CREATE + "--cron 30_0_*_*_* --yes").exitCode()).isZero();
    }

    private Schedule schedule() {
        return temporal.schedules().get("schedule:shop");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("a plan with dates", "schedule create shop --plan dated.yaml --yes " + DAILY, 3, "dates"),
                argumentSet(
                        "what to do with it",
                        "schedule create shop --plan dated.yaml --yes " + DAILY,
                        3,
                        "cutover start"),
                argumentSet(
                        "a plan without a window",
                        "schedule create shop --plan open.yaml --yes " + DAILY,
                        3,
                        "no window"),
                argumentSet("no plan", "schedule create shop --plan none.yaml --yes " + DAILY, 3, "refused"),
                argumentSet(
                        "a name that is none",
                        "schedule create Shop --plan nightly.yaml --yes " + DAILY,
                        2,
                        "at most 52"),
                argumentSet(
                        "a name that is too long for its waves",
                        "schedule create " + "a".repeat(53) + " --plan nightly.yaml --yes " + DAILY,
                        2,
                        "at most 52"),
                argumentSet("neither cron nor time", CREATE + "--yes", 2, "--cron"),
                argumentSet("both of them", CREATE + "--yes --at +2h " + DAILY, 2, "mutually exclusive"),
                argumentSet("a time that has passed", CREATE + "--yes --at 2026-11-24T09:59", 2, "has passed"),
                argumentSet("a time that is none", CREATE + "--yes --at tonight", 2, "is no time"),
                argumentSet(
                        "a time that is skipped",
                        CREATE + "--yes --at 2027-03-28T02:30 --time-zone Europe/Berlin",
                        2,
                        "Write 2027-03-28T03:00"),
                argumentSet("a zone that is none", CREATE + "--yes --time-zone Mars/Base " + DAILY, 2, "IANA"),
                argumentSet("a cron that is none", CREATE + "--yes --cron nightly", 2, "has 1 field: give five"),
                argumentSet("a cron with years", CREATE + "--yes --cron 30_0_*_*_*_2027", 2, "has 6 fields: give five"),
                argumentSet("a cron with seconds", CREATE + "--yes --cron 0_30_0_*_*_*_*", 2, "has 7 fields"),
                argumentSet("a cron that Temporal refuses", CREATE + "--yes --cron 30_x_*_*_*", 2, "5-7 fields"),
                argumentSet("a cron with a zone", CREATE + "--yes --cron TZ=UTC_30_0_*_*_*", 2, "--time-zone"),
                argumentSet("a cron of no time of day", CREATE + "--yes --cron @every_24h", 2, "no time of day"),
                argumentSet("a cron that never comes", CREATE + "--yes --cron 30_0_31_2_*", 2, "never comes"),
                argumentSet("no patience", CREATE + "--yes --catch-up 0m " + DAILY, 2, "1m to 24h"),
                argumentSet("too much of it", CREATE + "--yes --catch-up 24h1m " + DAILY, 2, "1m to 24h"),
                argumentSet("a number alone", CREATE + "--yes --catch-up 10 " + DAILY, 2, "1m to 24h"),
                argumentSet("nobody to ask", CREATE + DAILY, 2, "Add --yes"),
                argumentSet(
                        "no such schedule to change",
                        "schedule update shop --catch-up 5m --yes",
                        7,
                        "no schedule named shop"),
                argumentSet("no such schedule to show", "schedule show shop", 7, "cutover schedule list"),
                argumentSet("no such schedule to pause", "schedule pause shop --reason x", 7, "no schedule named shop"),
                argumentSet("no such schedule to trigger", "schedule trigger shop --yes", 7, "no schedule named shop"),
                argumentSet("no such schedule to delete", "schedule delete shop --yes", 7, "no schedule named shop"),
                argumentSet("a pause without a reason", "schedule pause shop", 2, "--reason"),
                argumentSet("nothing to do", "schedule", 2, "create, update"),
                argumentSet(
                        "a plan without dates that is started by hand",
                        "start nightly.yaml --yes",
                        3,
                        "schedule create"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nothing_is_done(String line, int exitCode, String words) {
        Ran ran = run(line);
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
        assertThat(ran.err()).contains("cutover: ", words);
        assertThat(ran.out()).isEmpty();
        assertThat(temporal.schedules()).isEmpty();
    }

    @Test
    void what_it_will_do_is_told_before_it_is_created_and_a_no_leaves_nothing_behind() {
        Ran ran = typing("no\n", CREATE + "--cron 30_0_*_*_* --pause-on-failure");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "schedule shop (CHG1): 2 jobs, at most 20 at a time, account prod",
                        "starts      30 0 * * * Asia/Shanghai",
                        "opens 01:00, last start 04:15, closes 05:00 Asia/Shanghai",
                        "by more than 10m does not take place",
                        "the next start is left out",
                        "pauses after a wave that ended badly",
                        "the next 10 starts",
                        "  2026-11-25 00:30 Asia/Shanghai  shop-2026-11-25  2026-11-25 01:00 Asia/Shanghai to 05:00 Asia/Shanghai",
                        "[y/N]");
        assertThat(temporal.schedules()).isEmpty();
    }

    @Test
    void a_yes_leaves_all_of_it_to_temporal() {
        Ran ran = typing("yes\n", CREATE + "--cron 30_0_*_*_* --catch-up 1h30m");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("created shop", "cutover schedule show shop");
        assertThat(temporal.schedules()).containsOnlyKeys("schedule:shop");
        Schedule schedule = schedule();
        assertThat(schedule.getPolicies().getOverlapPolicy())
                .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
        assertThat(schedule.getPolicies().getCatchupWindow().getSeconds()).isEqualTo(5_400);
        assertThat(schedule.getPolicies().getPauseOnFailure()).isFalse();
        assertThat(schedule.getState().getPaused()).isFalse();
        assertThat(schedule.getSpec().getTimezoneName()).isEqualTo("Asia/Shanghai");
        assertThat(schedule.getAction().getStartWorkflow().getWorkflowId()).isEqualTo("scheduled:shop");
        assertThat(schedule.getAction().getStartWorkflow().getWorkflowType().getName())
                .isEqualTo("ScheduledWave");
        assertThat(schedule.getAction().getStartWorkflow().getTaskQueue().getName())
                .isEqualTo("cutover-prod");
        Payloads input = schedule.getAction().getStartWorkflow().getInput();
        Plan plan = Converter.dataConverter().fromPayloads(0, Optional.of(input), Plan.class, Plan.class);
        assertThat(plan.wave()).isEqualTo("shop");
        assertThat(plan.night()).isNotNull();
    }

    @Test
    void a_name_that_is_taken_stays_with_who_has_it() {
        created();
        Schedule before = schedule();
        Ran ran = run(CREATE + "--cron 30_2_*_*_* --yes");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err()).contains("a schedule named shop already", "schedule update");
        assertThat(schedule()).isEqualTo(before);
    }

    @Test
    void a_second_start_of_one_night_is_told_to_start_nothing() {
        created();
        Schedule twice = schedule().toBuilder()
                .setSpec(schedule().getSpec().toBuilder()
                        .addStructuredCalendar(schedule().getSpec().getStructuredCalendar(0).toBuilder()
                                .setMinute(0, Range.newBuilder().setStart(45))))
                .build();
        temporal.schedules().put("schedule:shop", twice);
        JsonNode next = run("schedule show shop -o json").json().path("nextStarts");
        assertThat(next.get(0).path("told")).isEmpty();
        assertThat(next.get(1).path("wave")).isEqualTo(next.get(0).path("wave"));
        assertThat(next.get(1).path("told").get(0).asText()).contains("nothing more is started");
        assertThat(next.get(2).path("told")).isEmpty();
    }

    @Test
    void a_time_that_has_passed_is_not_kept_by_an_update() {
        assertThat(run(CREATE + "--at 2026-11-28T00:30 --yes").exitCode()).isZero();
        Ran ran = temporal.terminal()
                .at(InstantSource.fixed(Instant.parse("2026-11-28T00:00:00Z")))
                .run(words("schedule update shop --catch-up 5m --yes"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("Its time has passed");
    }

    @Test
    void once_is_once() {
        Ran ran = run(CREATE + "--at 2026-11-28T00:30 --yes");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("once, 2026-11-28 00:30 Asia/Shanghai", "the next start", "shop-2026-11-28");
        assertThat(run("schedule show shop -o json").json().path("at").asText()).isEqualTo("2026-11-27T16:30:00.000Z");
    }

    @Test
    void pausing_and_resuming_keep_who_and_why_and_make_no_sense_twice() {
        created();
        assertThat(run("schedule resume shop --reason x").exitCode()).isEqualTo(7);
        assertThat(run("schedule pause shop --reason the_freeze --as ada").out())
                .contains("paused shop");
        assertThat(schedule().getState().getNotes()).isEqualTo("the freeze (ada)");
        assertThat(run("schedule pause shop --reason x").exitCode()).isEqualTo(7);
        assertThat(run("schedule show shop").out()).contains("PAUSED: the freeze (ada)");
        assertThat(run("schedule list").out()).contains("shop", "would start", "paused: the freeze (ada)");
        assertThat(run("schedule resume shop --reason over --as ada").exitCode())
                .isZero();
        assertThat(schedule().getState().getPaused()).isFalse();
    }

    @Test
    void an_update_changes_what_is_typed_and_nothing_else() {
        assertThat(run(CREATE + "--cron 30_0_*_*_* --catch-up 20m --pause-on-failure --yes")
                        .exitCode())
                .isZero();
        run("schedule pause shop --reason freeze --as ada");
        assertThat(typing("y\n", "schedule update shop --cron 0_1_*_*_*").exitCode())
                .isZero();
        assertThat(schedule().getSpec().getStructuredCalendar(0).getComment()).isEqualTo("cron 0 1 * * *");
        assertThat(schedule().getPolicies().getCatchupWindow().getSeconds()).isEqualTo(1_200);
        assertThat(schedule().getPolicies().getPauseOnFailure()).isTrue();
        assertThat(schedule().getState().getPaused()).isTrue();
        assertThat(run("schedule update shop --no-pause-on-failure --catch-up 5m --yes")
                        .exitCode())
                .isZero();
        assertThat(schedule().getSpec().getStructuredCalendar(0).getComment()).isEqualTo("cron 0 1 * * *");
        assertThat(schedule().getPolicies().getPauseOnFailure()).isFalse();
        assertThat(typing("n\n", "schedule update shop --catch-up 9m").exitCode())
                .isEqualTo(2);
        assertThat(schedule().getPolicies().getCatchupWindow().getSeconds()).isEqualTo(300);
    }

    @Test
    void a_trigger_says_which_night_it_starts_and_starts_none_twice() {
        created();
        assertThat(typing("no\n", "schedule trigger shop").exitCode()).isEqualTo(2);
        assertThat(temporal.triggered()).isEmpty();
        Ran ran = typing("yes\n", "schedule trigger shop");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("wave shop-2026-11-25: 2026-11-25 01:00 Asia/Shanghai");
        assertThat(temporal.triggered()).containsExactly("schedule:shop");
        temporal.running("scheduled:shop-2026-11-24T02:00:00Z");
        assertThat(run("schedule trigger shop --yes").err()).contains("goes on");
        assertThat(temporal.triggered()).hasSize(1);
    }

    @Test
    void a_night_that_has_had_its_wave_is_not_triggered() {
        created();
        temporal.wave("shop-2026-11-25");
        Ran ran = run("schedule trigger shop --yes");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err()).contains("has had its wave", "cutover carry-over shop-2026-11-25");
        assertThat(temporal.triggered()).isEmpty();
    }

    @Test
    void what_is_deleted_is_shown_first() {
        created();
        assertThat(typing("no\n", "schedule delete shop").exitCode()).isEqualTo(2);
        assertThat(temporal.schedules()).hasSize(1);
        Ran ran = typing("yes\n", "schedule delete shop");
        assertThat(ran.err()).contains("schedule shop (CHG1)", "Delete it?");
        assertThat(temporal.schedules()).isEmpty();
    }

    @Test
    void schedules_of_others_are_not_listed() {
        created();
        temporal.schedules().put("other", schedule());
        assertThat(run("schedule list -o json").json().path("schedules")).hasSize(1);
        temporal.schedules().clear();
        assertThat(run("schedule list").err()).contains("There are no schedules of waves");
    }

    @Test
    void a_plan_without_dates_is_valid_and_told_to_be_for_schedules() {
        Ran ran = run("validate nightly.yaml");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("opens       01:00 Asia/Shanghai", "cutover schedule create");
        assertThat(run("validate nightly.yaml -o json")
                        .json()
                        .at("/night/closes")
                        .asText())
                .isEqualTo("05:00:00");
    }
}

package dev.cutover.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Action;
import dev.cutover.contract.Converter;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a wave may cost, counted. */
class FiguresTest {

    static final int MOST_EVENTS_A_CUTOVER = 30;
    private static final int MOST_EVENTS_OF_AN_OVERDUE_CUTOVER = 32;
    private static final int MOST_EVENTS_A_JOB = 45;
    private static final int MOST_CALLS_A_BEAT = 10;
    private static final int MOST_BYTES = 512 * 1024;

    @Test
    void a_cutover_without_faults_is_at_most_thirty_events_however_long_it_lasts() {
        assertThat(eventsOfACutover(Duration.ofMinutes(5), Duration.ofDays(3)))
                .isEqualTo(eventsOfACutover(Duration.ofHours(10), Duration.ofDays(3)))
                .isLessThanOrEqualTo(MOST_EVENTS_A_CUTOVER);
        assertThat(eventsOfACutover(Duration.ofHours(10), Duration.ofHours(1)))
                .isLessThanOrEqualTo(MOST_EVENTS_OF_AN_OVERDUE_CUTOVER);
    }

    private static int eventsOfACutover(Duration lastRun, Duration completeWithin) {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").takes(lastRun);
            PlannedJob job = new PlannedJob(new JobId("j-1"), "db-01", null, null, completeWithin, null);
            stage.start(Plans.plan("night", 1, new PlannedGroup("app", List.of(), List.of(job), null)))
                    .result();
            assertThat(stage.cutoverResult("j-1").tries().count()).isEqualTo(1);
            return stage.cutoverHistory("j-1").getEvents().size();
        }
    }

    @Test
    void a_whole_wave_is_at_most_forty_five_events_a_job() {
        try (Stage stage = new Stage()) {
            String[] ids = Plans.ids(60);
            for (int number = 0; number < ids.length; number++) {
                // Two a beat: nearly the dearest way.
                stage.smc
                        .add(ids[number])
                        .shows(Sighting.RUNNING)
                        .shows(stage.at(Duration.ofMinutes(3L * (number / 2))), Sighting.WAITING)
                        .takes(Duration.ofMinutes(20 + number % 7));
            }
            Stage.Running wave = stage.start(Plans.plan("night", 20, ids));
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            int events = wave.events().size();
            for (String id : ids) {
                events += stage.cutoverHistory(id).getEvents().size();
            }
            assertThat(events).isLessThanOrEqualTo(MOST_EVENTS_A_JOB * ids.length);
        }
    }

    @Test
    void a_watch_of_five_hundred_jobs_is_at_most_ten_calls_a_beat_and_its_history_grows_only_with_changes() {
        try (Stage stage = new Stage()) {
            String[] ids = Plans.ids(500);
            for (String id : ids) {
                stage.smc.add(id).shows(Sighting.RUNNING);
            }
            Stage.Running wave = stage.start(Plans.plan("night", 20, ids));
            stage.pass(Duration.ofMinutes(5));
            int events = wave.events().size();
            stage.pass(Duration.ofHours(4));
            assertThat(wave.events()).hasSize(events);
            Map<Instant, Long> beats = stage.smc.looks.stream()
                    .collect(Collectors.groupingBy(
                            look -> Instant.ofEpochSecond((look.getEpochSecond() + 1) / 30 * 30),
                            TreeMap::new,
                            Collectors.counting()));
            assertThat(beats).hasSizeGreaterThanOrEqualTo(485);
            assertThat(beats.values().stream().max(Comparator.naturalOrder()).orElseThrow())
                    .isLessThanOrEqualTo(MOST_CALLS_A_BEAT);
        }
    }

    @Test
    void two_thousand_jobs_in_the_worst_state_continue_as_new_with_less_than_512_KB() {
        WaveStart worst = worst();
        DataConverter converter = Converter.dataConverter();
        var payload = converter.toPayload(worst).orElseThrow();
        assertThat(payload.getSerializedSize()).isLessThan(MOST_BYTES);
        assertThat(converter.fromPayload(payload, WaveStart.class, WaveStart.class))
                .isEqualTo(worst);
    }

    /** As much as a plan, SMC and operators may write, in letters that are hard to pack. SMC has a few dozen codes, however long. */
    private static WaveStart worst() {
        Random letters = new Random(7);
        List<String> codes = IntStream.range(0, 36)
                .mapToObj(number -> ascii(letters, JobRow.LONGEST_CODE))
                .toList();
        Duration odd = Duration.ofDays(29).plusSeconds(86_399);
        List<PlannedJob> jobs = IntStream.range(0, Plan.MOST_JOBS)
                .mapToObj(number -> new PlannedJob(
                        new JobId("j-" + ascii(letters, 62)),
                        ascii(letters, 64),
                        number % 2 == 0,
                        odd.minusSeconds(letters.nextInt(86_400)),
                        odd.minusSeconds(letters.nextInt(86_400)),
                        null))
                .toList();
        List<PlannedGroup> groups = IntStream.range(0, Plan.MOST_JOBS)
                .mapToObj(number -> new PlannedGroup(ascii(letters, 64), List.of(), List.of(jobs.get(number)), null))
                .toList();
        Plan plan = new Plan(
                "w".repeat(63),
                ascii(letters, 64),
                ascii(letters, 63),
                "0123456789abcdef".repeat(4),
                Limits.slots(200),
                Plans.POLLING,
                JobDefaults.defaults(),
                groups,
                null,
                null,
                null);
        List<JobRow> rows = IntStream.range(0, Plan.MOST_JOBS)
                .mapToObj(number -> new JobRow(
                        JobState.UNFINISHED,
                        Reason.of(FailureKind.ENDED_WITHOUT_REPORT),
                        codes.get(number % codes.size()),
                        Sighting.NEVER_STARTED,
                        instant(letters),
                        new UUID(letters.nextLong(), letters.nextLong()).toString(),
                        Phase.AWAIT,
                        true,
                        instant(letters),
                        instant(letters),
                        true,
                        Policies.CONFLICTS_IN_A_ROW,
                        true,
                        null,
                        false,
                        false,
                        0,
                        null,
                        null,
                        false,
                        false,
                        null,
                        null))
                .toList();
        List<Action> actions = IntStream.range(0, WaveMemory.KEPT_ACTIONS)
                .mapToObj(number ->
                        new Action(instant(letters), han(letters, 64), "resume", han(letters, 200), han(letters, 200)))
                .toList();
        List<String> updates = Collections.nCopies(WaveMemory.KEPT_UPDATE_IDS, ascii(letters, 64));
        return new WaveStart(
                plan,
                new WaveMemory(
                        instant(letters),
                        Standing.DRAINED,
                        rows,
                        actions,
                        Integer.MAX_VALUE,
                        updates,
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        null,
                        null),
                Integer.MAX_VALUE,
                null);
    }

    private static Instant instant(Random letters) {
        return Instant.ofEpochMilli(1_795_000_000_000L + letters.nextInt());
    }

    private static String ascii(Random letters, int length) {
        String all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
        return text(length, () -> all.charAt(letters.nextInt(all.length())));
    }

    private static String han(Random letters, int length) {
        return text(length, () -> (char) (0x4e00 + letters.nextInt(5_000)));
    }

    private static String text(int length, Supplier<Character> letter) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.append(letter.get().charValue());
        }
        return text.toString();
    }
}

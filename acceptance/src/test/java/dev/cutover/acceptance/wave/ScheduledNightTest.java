package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.contract.ScheduledWave;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.SimulatorOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules as an operator has them: typed, on a real Temporal, with a worker and a pretended SMC. */
@Tag("e2e")
@Timeout(300)
class ScheduledNightTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    @TempDir
    private Path folder;

    /** Of two servers, and times around now. */
    private Path plan(Instant now) throws Exception {
        return plan(
                time(now.minus(Duration.ofHours(1))),
                time(now.plus(Duration.ofHours(2))),
                time(now.plus(Duration.ofHours(3))),
                "UTC");
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private Path plan(String opens, String lastStart, String closes, String zone) throws Exception {
        return Files.writeString(
                folder.resolve("shop.yaml"), """
                wave: shop
                window: {opens: "%s", lastStart: "%s", closes: "%s", timeZone: %s}
                polling: {interval: 1s, settle: 2s}
                groups:
                  - name: web
                    jobs: [{id: %s, name: server-1}, {id: %s, name: server-2}]
                """.formatted(opens, lastStart, closes, zone, Night.id(1), Night.id(2)));
    }

    private static JsonNode show(Shift shift, String name) throws Exception {
        return json(shift.command(0, "schedule", "show", name, "-o", "json"));
    }

    private static JsonNode json(ChildProcess command) throws Exception {
        return new ObjectMapper().readTree(String.join("\n", command.output()));
    }

    @Test
    void a_schedule_is_created_triggered_paused_changed_and_deleted() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(2))) {
            shift.worker();
            Path plan = plan(Clock.systemUTC().instant());
            shift.command(0, "schedule", "create", "shop", "--plan", plan.toString(), "--cron", "0 0 1 1 *", "--yes");
            shift.command(7, "schedule", "create", "shop", "--plan", plan.toString(), "--cron", "0 0 1 1 *", "--yes");
            // It travels in the schedule.
            Files.delete(plan);

            JsonNode created = show(shift, "shop");
            assertThat(created.path("cron").asText()).isEqualTo("0 0 1 1 *");
            assertThat(created.path("nextStarts")).hasSize(10);
            assertThat(created.path("catchUp").asText()).isEqualTo("PT10M");
            assertThat(created.path("pauseOnFailure").asBoolean()).isFalse();

            shift.command(0, "schedule", "trigger", "shop", "--yes");
            String wave = wave(shift);
            assertThat(shift.result(wave, Duration.ofMinutes(2)).outcome()).isEqualTo(WaveOutcome.DONE);
            Shift.await("the start has ended, too", Duration.ofSeconds(30), () -> {
                ScheduledWave.Result result = starts(shift).get(0).getResult(ScheduledWave.Result.class);
                return result.wave().equals(wave) && result.counts().done() == 2;
            });
            // The night has had its wave; and a start by Temporal itself finds it there.
            Shift.await(
                    "nothing goes on",
                    Duration.ofSeconds(30),
                    () -> show(shift, "shop").path("running").isEmpty());
            shift.command(7, "schedule", "trigger", "shop", "--yes");
            schedules(shift).getHandle(WorkflowIds.schedule("shop")).trigger();
            Shift.await(
                    "a second start finds the wave of its night",
                    Duration.ofSeconds(30),
                    () -> starts(shift).stream()
                            .anyMatch(start ->
                                    start.getResult(ScheduledWave.Result.class).thereAlready()));

            shift.command(0, "schedule", "pause", "shop", "--reason", "freeze of the year's end", "--as", "ada");
            shift.command(7, "schedule", "pause", "shop", "--reason", "again");
            assertThat(show(shift, "shop").path("note").asText()).isEqualTo("freeze of the year's end (ada)");
            shift.command(0, "schedule", "update", "shop", "--cron", "30 23 * * 1-5", "--pause-on-failure", "--yes");
            JsonNode updated = show(shift, "shop");
            assertThat(updated.path("paused").asBoolean()).isTrue();
            assertThat(updated.path("pauseOnFailure").asBoolean()).isTrue();
            assertThat(updated.path("cron").asText()).isEqualTo("30 23 * * 1-5");
            shift.command(0, "schedule", "resume", "shop", "--reason", "over");
            Shift.await("it is listed", Duration.ofSeconds(30), () -> {
                JsonNode all =
                        json(shift.command(0, "schedule", "list", "-o", "json")).path("schedules");
                return all.size() == 1
                        && all.get(0).path("name").asText().equals("shop")
                        && !all.get(0).path("paused").asBoolean();
            });
            shift.command(0, "schedule", "delete", "shop", "--yes");
            shift.command(7, "schedule", "show", "shop");
        }
    }

    @Test
    void a_night_that_ends_badly_pauses_its_schedule_when_it_was_told_to() throws Exception {
        try (Shift shift = new Shift(
                folder,
                SimulatorOptions.defaults(),
                List.of(Night.servers(2).get(0), Night.servers(2).get(1).withStatus("Expired")))) {
            shift.worker();
            Path plan = plan(Clock.systemUTC().instant());
            shift.command(
                    0,
                    "schedule",
                    "create",
                    "shop",
                    "--plan",
                    plan.toString(),
                    "--cron",
                    "0 0 1 1 *",
                    "--pause-on-failure",
                    "--yes");
            shift.command(0, "schedule", "trigger", "shop", "--yes");
            Shift.await(
                    "it pauses",
                    Duration.ofMinutes(2),
                    () -> show(shift, "shop").path("paused").asBoolean());
            assertThat(failure(starts(shift).get(0))).contains("1 failed", wave(shift));
        }
    }

    @Test
    void a_wave_that_is_terminated_is_noticed(@TempDir Path other) throws Exception {
        try (Shift shift = new Shift(
                other,
                SimulatorOptions.defaults(),
                List.of(Night.servers(2).get(0), Night.servers(2).get(1).withStatus("Stopped")))) {
            shift.worker();
            Path plan = plan(Clock.systemUTC().instant());
            shift.command(0, "schedule", "create", "shop", "--plan", plan.toString(), "--cron", "0 0 1 1 *", "--yes");
            shift.command(0, "schedule", "trigger", "shop", "--yes");
            shift.client().newUntypedWorkflowStub(WorkflowIds.wave(wave(shift))).terminate("by hand");
            assertThat(failure(starts(shift).get(0))).contains("ended by hand");
        }
    }

    @Test
    void once_means_once_and_at_its_time() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(2))) {
            shift.worker();
            Instant now = Clock.systemUTC().instant();
            Path plan = plan(now);
            Instant soon = now.plusSeconds(25).truncatedTo(ChronoUnit.SECONDS);
            shift.command(0, "schedule", "create", "once", "--plan", plan.toString(), "--at", soon.toString(), "--yes");
            assertThat(Instant.parse(show(shift, "once").path("at").asText())).isEqualTo(soon);
            Shift.await(
                    "its time comes",
                    Duration.ofMinutes(1),
                    () -> !starts(shift).isEmpty());
            ScheduledWave.Result result = starts(shift).get(0).getResult(ScheduledWave.Result.class);
            assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(show(shift, "once").path("nextStarts")).isEmpty();
        }
    }

    static Stream<Arguments> clockChanges() {
        return Stream.of("Europe/Berlin", "America/New_York")
                .flatMap(zone -> Stream.of(
                        argumentSet("forward in " + zone, zone, true), argumentSet("back in " + zone, zone, false)));
    }

    @ParameterizedTest
    @MethodSource("clockChanges")
    void a_night_on_which_the_clock_changes_is_neither_lost_nor_started_twice(String id, boolean forward)
            throws Exception {
        ZoneId zone = ZoneId.of(id);
        ZoneOffsetTransition change = change(zone.getRules(), Clock.systemUTC().instant(), forward);
        LocalTime start = (forward ? change.getDateTimeBefore() : change.getDateTimeAfter())
                .toLocalTime()
                .plusMinutes(30);
        ZonedDateTime day = change.getInstant().atZone(zone);
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), List.of())) {
            Path plan = plan("04:00", "05:00", "06:00", id);
            String cron = "%d %d %d %d *"
                    .formatted(start.getMinute(), start.getHour(), day.getDayOfMonth(), day.getMonthValue());
            shift.command(0, "schedule", "create", "shop", "--plan", plan.toString(), "--cron", cron, "--yes");
            List<JsonNode> thatDay = new ArrayList<>();
            show(shift, "shop").path("nextStarts").forEach(next -> {
                if (next.path("night").asText().equals(day.toLocalDate().toString())) {
                    thatDay.add(next);
                }
            });
            // Temporal may come to a repeated time twice; the night has one wave.
            List<JsonNode> starting = thatDay.stream()
                    .filter(next -> !next.path("told").toString().contains("nothing more is started"))
                    .toList();
            assertThat(starting).hasSize(1);
            Instant at = Instant.parse(starting.get(0).path("at").asText());
            if (forward) {
                assertThat(thatDay).hasSize(1);
                assertThat(at).isEqualTo(change.getInstant());
                assertThat(starting.get(0).path("told")).isNotEmpty();
            } else {
                assertThat(thatDay)
                        .allMatch(next -> Instant.parse(next.path("at").asText())
                                .atZone(zone)
                                .toLocalTime()
                                .equals(start));
                assertThat(thatDay.stream().map(next -> next.path("wave")).distinct())
                        .hasSize(1);
            }
        }
    }

    private static ZoneOffsetTransition change(ZoneRules rules, Instant after, boolean forward) {
        ZoneOffsetTransition change = rules.nextTransition(after);
        return change.isGap() == forward ? change : rules.nextTransition(change.getInstant());
    }

    /** The one that there is. */
    private static String wave(Shift shift) throws Exception {
        List<String> waves = new ArrayList<>();
        Shift.await("a wave", Duration.ofSeconds(30), () -> {
            waves.clear();
            try (Stream<WorkflowExecutionMetadata> found =
                    shift.client().listExecutions("WorkflowType = 'CutoverWave'")) {
                found.forEach(one -> waves.add(one.getExecution().getWorkflowId()));
            }
            return waves.size() == 1;
        });
        return waves.get(0).replaceFirst("^wave:", "");
    }

    private static List<WorkflowStub> starts(Shift shift) {
        WorkflowClient client = shift.client();
        try (Stream<WorkflowExecutionMetadata> found = client.listExecutions("WorkflowType = 'ScheduledWave'")) {
            return found.map(one ->
                            client.newUntypedWorkflowStub(one.getExecution().getWorkflowId()))
                    .toList();
        }
    }

    private static String failure(WorkflowStub start) {
        try {
            throw new AssertionError(start.getResult(ScheduledWave.Result.class).toString());
        } catch (WorkflowFailedException failed) {
            return failed.getCause().getMessage();
        }
    }

    private static ScheduleClient schedules(Shift shift) {
        return ScheduleClient.newInstance(shift.client().getWorkflowServiceStubs());
    }
}

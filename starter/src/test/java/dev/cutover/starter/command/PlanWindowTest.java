package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.contract.Converter;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveStart;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} and {@code start} say of a plan's window and of what is probably not meant. It is two o'clock in the morning. */
@Timeout(60)
class PlanWindowTest {

    private static final String JOBS = "groups: [{name: all, approval: required, jobs: [{id: j-1}]}]\n";

    private final FakeTemporal temporal = new FakeTemporal();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        temporal.close();
    }

    private String plan(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), "wave: night\n" + text + JOBS)
                .toString();
    }

    private String tonight() throws IOException {
        return plan("window: {opens: 2026-11-24T10:30, lastStart: 2026-11-24T11:00:30, closes: 2026-11-24T12:00,"
                + " timeZone: Asia/Shanghai}\n");
    }

    private String lastNight() throws IOException {
        return plan("window: {closes: 2026-11-24T01:00Z}\n");
    }

    @Test
    void the_window_is_shown_in_its_zone_and_in_utc_before_anybody_is_asked() throws IOException {
        temporal.polled("cutover", TestTerminal.NOW);
        Ran ran = temporal.terminal().typing("no\n").run("start", tonight());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("the unnamed account")
                .contains("  opens       2026-11-24 10:30 Asia/Shanghai (2026-11-24 02:30 UTC)\n")
                .contains("  last start  2026-11-24 11:00:30 Asia/Shanghai (2026-11-24 03:00:30 UTC)\n")
                .contains("  closes      2026-11-24 12:00 Asia/Shanghai (2026-11-24 04:00 UTC)\n");
        assertThat(temporal.started()).isEmpty();
    }

    @Test
    void a_window_without_a_zone_is_shown_in_utc() throws IOException {
        Ran ran = temporal.terminal().run("validate", plan("window: {closes: 2026-11-24T12:00+08:00}\n"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("  opens       at once\n")
                .contains("  last start  2026-11-24 04:00 UTC\n")
                .contains("  closes      2026-11-24 04:00 UTC\n");
    }

    @Test
    void validate_warns_of_a_window_that_has_passed() throws IOException {
        Ran words = temporal.terminal().run("validate", lastNight());
        assertThat(words.exitCode()).isZero();
        assertThat(words.err()).contains("plan.yaml:2:18: warning: the window closed at 2026-11-24T01:00Z");
        assertThat(words.out()).startsWith("wave night: 1 job");

        Ran json = temporal.terminal().run("validate", lastNight(), "-o", "json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.err()).isEmpty();
        JsonNode warning = json.json().at("/warnings/0");
        assertThat(warning.path("line").asInt()).isEqualTo(2);
        assertThat(warning.path("message").asText()).startsWith("the window closed");
        assertThat(json.json().at("/window/closes").asText()).isEqualTo("2026-11-24T01:00:00.000Z");
        assertThat(json.json().at("/window/opens").isNull()).isTrue();
    }

    @Test
    void start_refuses_a_window_that_has_passed() throws IOException {
        temporal.polled("cutover", TestTerminal.NOW);
        Ran words = temporal.terminal().run("start", lastNight(), "--yes");
        assertThat(words.exitCode()).isEqualTo(3);
        assertThat(words.err()).contains("plan.yaml:2:18: the window closed at", "nothing was started");

        Ran json = temporal.terminal().run("start", lastNight(), "--yes", "-o", "json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.json().at("/error/code").asText()).isEqualTo("planRefused");
        assertThat(json.json().at("/error/problems/0/line").asInt()).isEqualTo(2);
        assertThat(temporal.started()).isEmpty();
    }

    @Test
    void preflight_refuses_a_window_that_has_passed() throws IOException {
        temporal.polled("cutover", TestTerminal.NOW);
        Ran ran = temporal.terminal().run("preflight", lastNight());
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("plan.yaml:2:18: the window closed at", "there is no night to look at");
        assertThat(temporal.started()).isEmpty();
    }

    @Test
    void start_tells_warnings_and_starts() throws IOException {
        temporal.polled("cutover", TestTerminal.NOW);
        Ran ran =
                temporal.terminal().run("start", plan("defaults: {hooks: {before: {command: freeze.sh}}}\n"), "--yes");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("plan.yaml:2:20: warning: 'before' without 'undo'");
        assertThat(temporal.started()).hasSize(1);
    }

    @Test
    void an_account_from_the_command_line_changes_nothing_else_of_the_plan() throws IOException {
        temporal.polled("cutover-prod", TestTerminal.NOW);
        Ran ran = temporal.terminal().run("start", tonight(), "--yes", "--account", "prod");

        assertThat(ran.exitCode()).isZero();
        Plan started = Converter.dataConverter()
                .fromPayloads(0, Optional.of(temporal.started().get(0).getInput()), WaveStart.class, WaveStart.class)
                .plan();
        assertThat(started.account()).isEqualTo("prod");
        assertThat(started.window().timeZone()).isEqualTo("Asia/Shanghai");
        assertThat(started.groups().get(0).rules().approval()).isNotNull();
    }
}

package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Converter;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightChecks.CheckRequest;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which night a preflight is about. */
@Timeout(60)
class PreflightCommandTest {

    @TempDir
    private Path folder;

    private final FakeTemporal temporal = new FakeTemporal();

    @AfterEach
    void close() {
        temporal.close();
    }

    private Ran preflight(Instant now, String window) throws IOException {
        Path plan = Files.writeString(
                folder.resolve("shop.yaml"),
                "wave: shop\nwindow: {" + window + ", timeZone: Asia/Shanghai}\n"
                        + "groups: [{name: all, jobs: [{id: j-1}]}]\n");
        temporal.polled("cutover", now);
        temporal.willTell(new PreflightReport(now, List.of(), null));
        return temporal.terminal().at(InstantSource.fixed(now)).run("preflight", plan.toString());
    }

    /** What the account's worker was asked about. */
    private Plan asked() {
        assertThat(temporal.started()).hasSize(1);
        return Converter.dataConverter()
                .fromPayloads(
                        0, Optional.of(temporal.started().get(0).getInput()), CheckRequest.class, CheckRequest.class)
                .plan();
    }

    /** As a clock shows it in Shanghai, eight hours ahead of UTC. */
    private static Instant shanghai(String time) {
        return Instant.parse(time + ":00+08:00");
    }

    static Stream<Arguments> nights() {
        return Stream.of(
                argumentSet("noon: of the coming one", "2026-11-24T12:00", "2026-11-25"),
                argumentSet("before it opens", "2026-11-25T00:59", "2026-11-25"),
                argumentSet("within it: of this one, as long as something may start", "2026-11-25T04:14", "2026-11-25"),
                argumentSet("after the last start: of the next one", "2026-11-25T04:15", "2026-11-26"));
    }

    @ParameterizedTest
    @MethodSource("nights")
    void a_plan_without_dates_is_looked_at_for_the_coming_night(String now, String night) throws IOException {
        Ran ran = preflight(shanghai(now), "opens: 01:00, lastStart: 04:15, closes: 05:00");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.err()).contains("the night that begins on " + night);
        Plan asked = asked();
        assertThat(asked.window())
                .isEqualTo(new Window(
                        shanghai(night + "T01:00"),
                        shanghai(night + "T04:15"),
                        shanghai(night + "T05:00"),
                        "Asia/Shanghai"));
        assertThat(asked.wave()).as("as the wave of that night is called").isEqualTo("shop-" + night);
        assertThat(asked.night()).isNull();
    }

    @Test
    void one_with_dates_is_looked_at_for_its_own() throws IOException {
        Ran ran = preflight(
                shanghai("2026-11-24T12:00"),
                "opens: 2026-11-28T01:00, lastStart: 2026-11-28T04:15, closes: 2026-11-28T05:00");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.err()).doesNotContain("has no dates");
        assertThat(asked().window().opens()).isEqualTo(shanghai("2026-11-28T01:00"));
        assertThat(asked().wave()).isEqualTo("shop");
    }
}

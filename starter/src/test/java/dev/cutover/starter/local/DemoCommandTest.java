package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo from its first line to its last. */
class DemoCommandTest {

    @Test
    @Timeout(240)
    void it_goes_as_scripted_and_stdout_is_its_report() {
        CountDownLatch never = new CountDownLatch(1);
        Ran ran = new TestTerminal()
                .at(Clock.systemUTC())
                .pausing(duration -> assertThat(never.await(duration.toMillis(), TimeUnit.MILLISECONDS))
                        .isFalse())
                .run("demo", "-o", "json");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        JsonNode report = ran.json();
        assertThat(report.path("wave").asText()).isEqualTo("demo");
        assertThat(report.path("outcome").asText()).isEqualTo("notDone");
        assertThat(report.at("/counts/total").asInt()).isEqualTo(60);
        assertThat(report.at("/counts/done").asInt()).isEqualTo(59);
        assertThat(report.at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(report.path("jobs")).hasSize(60);
        assertThat(report.path("actions").findValuesAsText("action")).containsExactly("retry");
        assertThat(ran.err()).contains("ledger shows 0 cut over twice", "cutover up --simulate");
        assertThat(ran.err()).contains("web-13 had expired beforehand").doesNotContain("did not go as scripted");
        assertThat(report.path("planSha256").asText()).matches("(?!0+$)[0-9a-f]{64}");
    }

    @Test
    @Timeout(240)
    void one_that_takes_too_long_is_given_up() {
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Ran ran = new TestTerminal()
                .at(() -> Clock.systemUTC().instant().plus(passed.get()))
                .pausing(duration -> passed.updateAndGet(before -> before.plusMinutes(4)))
                .run("demo", "-o", "json");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.json().at("/error/message").asText()).contains("not ended within 3 minutes");
    }
}

package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Night;
import dev.cutover.contract.Nights.NightRequest;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Polling;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker makes of a plan without dates. */
class NightsTest {

    private static final Instant NOMINAL = Instant.parse("2026-11-27T16:30:00Z");

    @Test
    void a_plan_is_dated_by_the_nominal_time() {
        Plan tonight = new NightsImpl().at(new NightRequest(plan("Asia/Shanghai"), NOMINAL));
        assertThat(tonight.wave()).isEqualTo("shop-2026-11-28");
        assertThat(tonight.window().opens()).isEqualTo("2026-11-27T17:00:00Z");
        assertThat(tonight.night()).isNull();
    }

    @Test
    void a_zone_that_this_machine_does_not_know_is_told_and_not_tried_again() {
        assertThatThrownBy(() -> new NightsImpl().at(new NightRequest(plan("Mars/Base"), NOMINAL)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureKind.BAD_REQUEST.name());
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage()).contains("Mars/Base");
                });
    }

    @Test
    void so_is_a_plan_without_a_night() {
        assertThatThrownBy(() -> new NightsImpl().at(new NightRequest(plan(null), NOMINAL)))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.isNonRetryable()).isTrue());
    }

    private static Plan plan(String zone) {
        Night night =
                zone == null ? null : new Night(LocalTime.of(1, 0), LocalTime.of(4, 15), LocalTime.of(5, 0), zone);
        return new Plan(
                "shop",
                null,
                null,
                "0",
                Limits.defaults(),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(),
                null,
                null,
                null,
                night);
    }
}

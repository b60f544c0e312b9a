package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    private final Dial dial = new Dial();
    private final AtOnce atOnce = new AtOnce(dial::nanos);

    @Test
    void no_more_of_one_hook_than_allowed() {
        assertThat(atOnce.enter("freeze", 2, "one")).isTrue();
        assertThat(atOnce.enter("freeze", 2, "two")).isTrue();
        assertThat(atOnce.enter("freeze", 2, "three")).isFalse();
        assertThat(atOnce.enter("thaw", 2, "three")).isTrue();
        assertThat(atOnce.enter("freeze", null, "four")).isTrue();
    }

    @Test
    void who_is_in_comes_in_again_and_who_leaves_makes_room() {
        atOnce.enter("freeze", 1, "one");
        assertThat(atOnce.enter("freeze", 1, "one")).isTrue();
        atOnce.leave("freeze", "one");
        assertThat(atOnce.enter("freeze", 1, "two")).isTrue();
    }

    @Test
    void leaving_without_having_been_in_is_nothing() {
        atOnce.leave("freeze", "one");
        assertThat(atOnce.enter("freeze", 1, "two")).isTrue();
    }

    @Test
    void what_goes_on_elsewhere_counts_until_a_minute_after_it_was_due() {
        atOnce.goesOn("freeze", "one", Duration.ofSeconds(10));
        dial.pass(Duration.ofSeconds(70));
        assertThat(atOnce.enter("freeze", 1, "two")).isFalse();
        dial.pass(Duration.ofSeconds(1));
        assertThat(atOnce.enter("freeze", 1, "two")).isTrue();
    }
}

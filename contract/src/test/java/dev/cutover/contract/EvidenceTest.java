package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Try.Answer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tries of a cutover, however many there are. */
class EvidenceTest {

    @Test
    void a_call_whose_time_is_not_known_does_not_hide_the_time_of_one_before_it() {
        Instant sent = Instant.parse("2026-11-28T01:00:00Z");
        Evidence evidence = Evidence.none()
                .plus(new Try(sent, Try.Answer.UNCLEAR, null, null, "Waiting", null))
                .plus(new Try(sent.plusSeconds(60), Try.Answer.REFUSED, "Code", null, "Waiting", null))
                .plus(new Try(null, Try.Answer.PERHAPS_SENT, null, null, null, null));
        assertThat(evidence.latestKnownEffectiveAt()).contains(sent);
        assertThat(Evidence.none().latestKnownEffectiveAt()).isEmpty();
    }

    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "1, 1, 0, 0", "5, 5, 0, 0", "6, 5, 0, 1", "25, 5, 0, 20", "26, 5, 1, 20", "99, 5, 74, 20"
    })
    void the_first_five_and_the_last_twenty_are_kept_and_the_others_are_counted(
            int tries, int first, int leftOut, int last) {
        Evidence evidence = of(tries, Answer.UNCLEAR);
        assertThat(evidence.first()).hasSize(first);
        assertThat(evidence.leftOut()).isEqualTo(leftOut);
        assertThat(evidence.last()).hasSize(last);
        assertThat(evidence.count()).isEqualTo(tries);
        assertThat(evidence.unclear()).isEqualTo(tries);
        assertThat(evidence.tries())
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(evidence.latest().map(Try::at).orElse(null)).isEqualTo(tries == 0 ? null : at(tries));
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "6", "25", "26", "40"})
    void a_try_that_was_noted_before_it_was_sent_is_replaced_or_taken_back(int tries) {
        Evidence before = of(tries, Answer.REFUSED);
        Evidence sending = before.plus(Try.sending(at(tries + 1), "Waiting"));
        assertThat(sending.unclear()).isEqualTo(1);
        Evidence answered = sending.withLatest(sending.latest().orElseThrow().answered(Answer.ACCEPTED, null, "R-1"));
        assertThat(answered.count()).isEqualTo(tries + 1);
        assertThat(answered.unclear()).isZero();
        assertThat(answered.latest().orElseThrow().requestId()).isEqualTo("R-1");
        Evidence takenBack = sending.withoutLatest();
        assertThat(takenBack.count()).isEqualTo(tries);
        assertThat(takenBack.unclear()).isZero();
        assertThat(takenBack.latest().orElseThrow().answer()).isEqualTo(Answer.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void only_a_refusal_is_known_to_have_had_no_effect(Answer answer) {
        Evidence evidence = of(1, Answer.REFUSED).plus(new Try(at(2), answer, null, null, "Waiting", null));
        assertThat(evidence.latestEffective().isPresent()).isEqualTo(answer != Answer.REFUSED);
        assertThat(evidence.latestEffectiveAt().isPresent()).isEqualTo(answer != Answer.REFUSED);
        assertThat(evidence.unclear()).isEqualTo(answer == Answer.REFUSED || answer == Answer.ACCEPTED ? 0 : 1);
    }

    @Test
    void the_first_look_after_a_try_counts() {
        Evidence evidence =
                of(1, Answer.ACCEPTED).seen("Waiting").seen("Running").seen(null);
        assertThat(evidence.latest().orElseThrow().statusAfter()).isEqualTo("Waiting");
        assertThat(Evidence.none().seen("Running")).isEqualTo(Evidence.none());
    }

    @Test
    void where_there_is_nothing_there_is_nothing_to_replace() {
        Try only = new Try(MIDNIGHT, Answer.ACCEPTED, null, null, null, null);
        assertThat(Evidence.none().withLatest(only).tries()).containsExactly(only);
        assertThat(Evidence.none().withoutLatest()).isEqualTo(Evidence.none());
        assertThat(Evidence.none().latestEffective()).isEmpty();
    }

    private static Evidence of(int tries, Answer answer) {
        Evidence evidence = Evidence.none();
        for (int number = 1; number <= tries; number++) {
            evidence = evidence.plus(new Try(at(number), answer, null, null, "Waiting", null));
        }
        return evidence;
    }

    private static Instant at(int minute) {
        return MIDNIGHT.plusSeconds(60L * minute);
    }
}

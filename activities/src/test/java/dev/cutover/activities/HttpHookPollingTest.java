package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint of a hook that goes on is asked about, and keeps its place meanwhile. */
class HttpHookPollingTest extends HttpHookStory {

    @Test
    void one_that_goes_on_is_asked_about_until_it_is_through() throws Exception {
        Hook.Http hook = hook(new Hook.Header("Authorization", null, "CUTOVER_SECRET_TOKEN"));
        FakeHookAttempt first = FakeHookAttempt.first();
        answer(later("/freezes/1?wait=no").setHeader("Retry-After", "7"));
        ApplicationFailure goesOn =
                HookStory.failure(FailureKind.NOT_YET, () -> run(hook, null, HookStory.input(), first));
        assertThat(goesOn.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(goesOn.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);

        FakeHookAttempt second = first.next();
        answer(says(202, "still"));
        HookStory.failure(FailureKind.NOT_YET, () -> run(hook, null, HookStory.input(), second));

        FakeHookAttempt third = second.next();
        answer(says(503, "away"));
        HookStory.failure(FailureKind.HOOK_SILENT, () -> run(hook, null, HookStory.input(), third));

        answer(says(200, "frozen"));
        assertThat(run(hook, null, HookStory.input(), third.next()).output()).isEqualTo("frozen");

        assertThat(server.takeRequest().getMethod()).isEqualTo("POST");
        for (int poll = 0; poll < 3; poll++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getMethod()).isEqualTo("GET");
            assertThat(request.getTarget()).isEqualTo("/freezes/1?wait=no");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo(HookStory.TOKEN);
            assertThat(request.getHeaders().get("Idempotency-Key"))
                    .isEqualTo(HookStory.input().key());
        }
    }

    @Test
    void one_that_says_no_while_it_goes_on_has_refused() {
        answer(says(410, "given up: disk full"));
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> run(new FakeHookAttempt(2, "/freezes/1")))
                        .getOriginalMessage())
                .contains("410: given up: disk full");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, PT10S",
                "0, PT1S",
                "3, PT3S",
                "600, PT1M",
                "99999999999999, PT10S",
                "soon, PT10S",
                "-1, PT10S"
            })
    void is_asked_about_when_it_says(String retryAfter, Duration delay) {
        MockResponse.Builder response = later("freezes/1");
        answer(retryAfter == null ? response : response.setHeader("Retry-After", retryAfter));
        assertThat(HookStory.failure(FailureKind.NOT_YET, () -> run(FakeHookAttempt.first()))
                        .getNextRetryDelay())
                .isEqualTo(delay);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/freezes/1",
                "https://evil.example/steal?it=now",
                "//evil.example/steal",
                "gopher://evil.example/",
                "/freezes/" + HookStory.TOKEN,
                "LONG"
            })
    void is_not_followed_elsewhere(String location) {
        answer(later(location.equals("LONG") ? "/" + "x".repeat(3_000) : location));
        FakeHookAttempt attempt = FakeHookAttempt.first();
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> run(attempt))
                        .getOriginalMessage())
                .contains("Location")
                .doesNotContain("steal");
        assertThat(attempt.noted()).isEmpty();
    }

    @Test
    void so_many_at_once_as_the_plan_says_those_that_are_asked_about_too() {
        answer(later("/freezes/1"));
        FakeHookAttempt first = FakeHookAttempt.first();
        HookStory.failure(FailureKind.NOT_YET, () -> run(hook(), 1, HookStory.input("one"), first));

        ApplicationFailure waits = HookStory.failure(
                FailureKind.NOT_YET, () -> run(hook(), 1, HookStory.input("two"), FakeHookAttempt.first()));
        assertThat(waits.getNextRetryDelay()).isEqualTo(UserHooksImpl.TURN);
        assertThat(waits.getOriginalMessage()).contains("runs 1 times already");

        answer(says(200, ""));
        run(hook(), 1, HookStory.input("one"), first.next());
        answer(says(200, ""));
        run(hook(), 1, HookStory.input("two"), FakeHookAttempt.first());
    }

    @Test
    void one_that_failed_lets_the_next_one_in() {
        IntStream.of(500, 404).forEach(status -> {
            answer(says(status, ""));
            FailureKind kind = status == 500 ? FailureKind.HOOK_SILENT : FailureKind.HOOK_REFUSED;
            HookStory.failure(kind, () -> run(hook(), 1, HookStory.input("one"), FakeHookAttempt.first()));
        });
        answer(says(200, ""));
        run(hook(), 1, HookStory.input("two"), FakeHookAttempt.first());
    }

    @Test
    void one_that_is_asked_about_by_another_worker_does_not_keep_its_place_for_ever() {
        answer(later("/freezes/1"));
        HookStory.failure(FailureKind.NOT_YET, () -> run(hook(), 1, HookStory.input("one"), FakeHookAttempt.first()));
        dial.pass(Duration.ofSeconds(71));
        answer(says(200, ""));
        run(hook(), 1, HookStory.input("two"), FakeHookAttempt.first());
    }
}

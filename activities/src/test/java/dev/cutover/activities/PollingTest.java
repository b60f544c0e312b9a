package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.ReplicationJobs.AwaitRequest;
import dev.cutover.contract.ReplicationJobs.WatchRequest;
import dev.cutover.contract.ReplicationJobs.WatchedJob;
import dev.cutover.contract.Sighting;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch, and the way to the end of a cutover. */
class PollingTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Dial clock = new Dial();
    private final ScriptedSmc smc = new ScriptedSmc();
    private int attempt = 2;

    @Test
    void a_first_attempt_goes_to_the_beat_without_asking() {
        attempt = 1;
        clock.pass(Duration.ofSeconds(10));
        for (Supplier<Object> poll : List.<Supplier<Object>>of(() -> watch(null), () -> awaitEnd(Dial.MIDNIGHT))) {
            ApplicationFailure failure = fail(poll);
            assertThat(failure.getType()).isEqualTo(FailureKind.NOT_YET.name());
            assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
            assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(20));
        }
        assertThat(smc.looks).isEmpty();
    }

    @Test
    void a_watch_tells_what_differs_from_what_is_known_and_nothing_else() {
        smc.shows("j-1", "Waiting").shows("j-2", "Running/Syncing").shows("j-3", "InError");
        WatchRequest request = new WatchRequest(
                List.of(
                        new WatchedJob(new JobId("j-1"), Sighting.RUNNING),
                        new WatchedJob(new JobId("j-2"), Sighting.RUNNING),
                        new WatchedJob(new JobId("j-3"), null),
                        new WatchedJob(new JobId("j-4"), Sighting.RUNNING)),
                INTERVAL);
        assertThat(activities().watch(request).news())
                .containsExactly(
                        new Observation(
                                new JobId("j-1"), Sighting.WAITING, "Waiting", null, null, null, Dial.MIDNIGHT, null),
                        new Observation(
                                new JobId("j-3"),
                                Sighting.IN_ERROR,
                                "InError",
                                "SourceServer.Offline",
                                null,
                                null,
                                Dial.MIDNIGHT,
                                null),
                        new Observation(
                                new JobId("j-4"), Sighting.MISSING, null, null, null, null, Dial.MIDNIGHT, null));
        assertThat(smc.looks).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Waiting,   WAITING",
        "Running,   RUNNING",
        "InError,   IN_ERROR",
        "Expired,   EXPIRED",
        "Waiting!,  ONE_OFF",
        "Paused,    UNRECOGNISED",
    })
    void a_watch_without_news_comes_again_on_the_next_beat(String status, Sighting known) {
        smc.shows("j-1", status);
        ApplicationFailure failure = fail(() -> watch(known));
        assertThat(failure.getType()).isEqualTo(FailureKind.NOT_YET.name());
        assertThat(failure.getNextRetryDelay()).isEqualTo(INTERVAL);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Throttling.User, THROTTLED",
        "500, InternalError,   UNAVAILABLE",
    })
    void a_look_that_fails_is_retried_whoever_looks(int status, String code, FailureKind kind) {
        smc.refuses(jobs -> new SmcException.Refused(status, code, "no", "R-1"));
        for (Supplier<Object> poll : List.<Supplier<Object>>of(() -> watch(null), () -> awaitEnd(Dial.MIDNIGHT))) {
            assertThatItIsRetried(fail(poll), kind, code);
        }
    }

    private static void assertThatItIsRetried(ApplicationFailure failure, FailureKind kind, String said) {
        assertThat(failure.getType()).isEqualTo(kind.name());
        assertThat(failure.getOriginalMessage()).contains(said);
        assertThat(failure.getNextRetryDelay()).isBetween(INTERVAL, INTERVAL.multipliedBy(4));
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.UNSPECIFIED);
        assertThat(failure.isNonRetryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forbidden.RAM",
                "InvalidSecurityToken.Expired",
                "InvalidTimeStamp.Expired",
                "InvalidAccountStatus.NotEnoughBalance",
            })
    void trouble_of_the_account_ends_each_look_with_its_code(String code) {
        smc.refuses(jobs -> new SmcException.Refused(403, code, "no", "R-1"));
        for (Supplier<Object> poll : List.<Supplier<Object>>of(() -> watch(null), () -> awaitEnd(Dial.MIDNIGHT))) {
            ApplicationFailure failure = fail(poll);
            assertThat(failure.getType()).isEqualTo(FailureKind.ACCOUNT.name());
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getDetails().get(0, String.class)).isEqualTo(code);
        }
    }

    @Test
    void so_does_a_code_that_all_jobs_of_a_look_are_refused_with() {
        smc.refuses(jobs -> new SmcException.Refused(403, "NoPermission.New", "no", "R-1"));
        ApplicationFailure failure = fail(() -> activities()
                .watch(new WatchRequest(
                        List.of(new WatchedJob(new JobId("j-1"), null), new WatchedJob(new JobId("j-2"), null)),
                        INTERVAL)));
        assertThat(failure.getType()).isEqualTo(FailureKind.ACCOUNT.name());
        assertThat(failure.getDetails().get(0, String.class)).isEqualTo("NoPermission.New");
    }

    @Test
    void a_hiccup_of_the_credentials_ends_a_look_only_when_it_lasts() {
        smc.refuses(jobs -> SmcException.NotSent.withoutCredentials("no key", Duration.ofSeconds(90)));
        assertThatItIsRetried(fail(() -> watch(null)), FailureKind.UNAVAILABLE, "no key");

        smc.refuses(jobs -> SmcException.NotSent.withoutCredentials("no key", Duration.ofMinutes(2)));
        ApplicationFailure failure = fail(() -> watch(null));
        assertThat(failure.getType()).isEqualTo(FailureKind.ACCOUNT.name());
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(fail(() -> awaitEnd(Dial.MIDNIGHT)).getType()).isEqualTo(FailureKind.ACCOUNT.name());
    }

    @Test
    void looks_that_are_spaced_out_come_again_on_one_of_the_next_beats() {
        smc.refuses(jobs -> SmcException.NotSent.spacedOut("calls are spaced out"));
        assertThatItIsRetried(fail(() -> watch(null)), FailureKind.THROTTLED, "spaced out");
    }

    @Test
    void a_job_that_smc_will_not_tell_of_is_seen_as_refused() {
        smc.refuses(jobs -> new SmcException.Refused(400, "InvalidParameter.JobId", "no", "R-1"));
        assertThat(watch(null))
                .isEqualTo(List.of(new Observation(
                        new JobId("j-1"),
                        Sighting.REFUSED,
                        null,
                        "InvalidParameter.JobId",
                        null,
                        null,
                        Dial.MIDNIGHT,
                        null)));
    }

    @Test
    void finished_is_the_end() {
        smc.shows("j-1", "Finished");
        Observation end = awaitEnd(Dial.MIDNIGHT.plusSeconds(60));
        assertThat(end.sighting()).isEqualTo(Sighting.FINISHED);
        assertThat(end.imageId()).isEqualTo("m-1");
    }

    @ParameterizedTest
    @CsvSource({"59, false", "60, true", "61, true"})
    void waiting_is_believed_once_the_settle_time_has_passed(int seconds, boolean believed) {
        clock.pass(Duration.ofSeconds(seconds));
        smc.shows("j-1", "Waiting");
        if (believed) {
            assertThat(awaitEnd(Dial.MIDNIGHT.plusSeconds(60)).sighting()).isEqualTo(Sighting.WAITING);
        } else {
            assertThat(fail(() -> awaitEnd(Dial.MIDNIGHT.plusSeconds(60))).getType())
                    .isEqualTo(FailureKind.NOT_YET.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"Running/Syncing", "Running/Cleaning", "Running", "Running!"})
    void a_running_job_is_followed_on(String status) {
        smc.shows("j-1", status);
        assertThat(fail(() -> awaitEnd(Dial.MIDNIGHT)).getType()).isEqualTo(FailureKind.NOT_YET.name());
    }

    @ParameterizedTest
    @CsvSource({"InError, JOB_IN_ERROR", "Expired, JOB_EXPIRED", "Stopped, JOB_STOPPED", "Odd, JOB_STATUS_UNKNOWN"})
    void trouble_on_the_way_ends_it_with_what_was_seen(String status, FailureKind kind) {
        smc.shows("j-1", status);
        ApplicationFailure failure = fail(() -> awaitEnd(Dial.MIDNIGHT));
        assertThat(failure.getType()).isEqualTo(kind.name());
        assertThat(failure.getDetails().get(0, Observation.class).status()).isEqualTo(status);
        assertThat(List.of(FailureKind.doNotRetry())).contains(kind.name());
    }

    private List<Observation> watch(Sighting known) {
        return activities()
                .watch(new WatchRequest(List.of(new WatchedJob(new JobId("j-1"), known)), INTERVAL))
                .news();
    }

    private Observation awaitEnd(Instant waitingMeansNoEffectFrom) {
        return activities().awaitEnd(new AwaitRequest(new JobId("j-1"), INTERVAL, waitingMeansNoEffectFrom));
    }

    private ReplicationJobsImpl activities() {
        return Deeds.at(smc, clock, () -> new FakeAttempt(attempt, null));
    }

    private static ApplicationFailure fail(Supplier<Object> poll) {
        return Optional.ofNullable(catchThrowableOfType(ApplicationFailure.class, poll::get))
                .orElseThrow(() -> new AssertionError("it did not fail"));
    }
}

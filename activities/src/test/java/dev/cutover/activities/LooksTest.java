package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cutover.activities.Looks.Look;
import dev.cutover.activities.Looks.Missing;
import dev.cutover.activities.Looks.Refusal;
import dev.cutover.activities.Looks.Seen;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.smc.SmcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LooksTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Dial clock = new Dial();
    private final ScriptedSmc smc = new ScriptedSmc();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void fifty_looks_at_once_are_one_call() throws Exception {
        Looks looks = new Looks(smc, clock, FOR_EVER);
        List<Future<Look>> asked = new ArrayList<>();
        for (JobId job : jobs(50)) {
            smc.shows(job.value(), "Waiting");
            asked.add(threads.submit(() -> looks.at(job)));
        }
        for (Future<Look> look : asked) {
            assertThat(look.get()).isInstanceOf(Seen.class);
        }
        assertThat(smc.looks).hasSize(1);
    }

    @Test
    void a_look_that_does_not_fit_is_a_call_of_its_own() throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ofMillis(50));
        jobs(80).forEach(job -> smc.shows(job.value(), "Waiting"));
        Future<Map<JobId, Look>> first = threads.submit(() -> looks.at(jobs(40)));
        Future<Map<JobId, Look>> second = threads.submit(() -> looks.at(jobs(80).subList(40, 80)));
        assertThat(first.get()).hasSize(40);
        assertThat(second.get()).hasSize(40);
        assertThat(smc.looks).hasSize(2).allSatisfy(call -> assertThat(call).hasSize(40));
    }

    @Test
    void two_who_ask_for_the_same_job_cost_one_id() throws Exception {
        Looks looks = new Looks(smc, clock, FOR_EVER);
        jobs(50).forEach(job -> smc.shows(job.value(), "Waiting"));
        Future<Map<JobId, Look>> one = threads.submit(() -> looks.at(jobs(50).subList(0, 30)));
        Future<Map<JobId, Look>> other = threads.submit(() -> looks.at(jobs(50).subList(10, 50)));
        assertThat(one.get()).hasSize(30);
        assertThat(other.get()).hasSize(40);
        assertThat(smc.looks).hasSize(1);
        assertThat(smc.looks.get(0)).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void a_job_that_is_not_in_the_answer_is_missing() throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        smc.shows("j-1", "Waiting");
        assertThat(looks.at(jobs(2)))
                .extractingByKeys(new JobId("j-1"), new JobId("j-2"))
                .satisfies(seen -> {
                    assertThat(seen.get(0)).isInstanceOf(Seen.class);
                    assertThat(seen.get(1)).isEqualTo(new Missing(Dial.MIDNIGHT));
                });
    }

    @Test
    void one_bad_id_does_not_cost_its_neighbours_their_answers_and_is_left_alone_for_a_while() throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        jobs(8).forEach(job -> smc.shows(job.value(), "Waiting"));
        smc.refuses(asked ->
                asked.contains("j-5") ? new SmcException.Refused(400, "InvalidParameter.JobId", "bad", "R-1") : null);

        Map<JobId, Look> first = looks.at(jobs(8));
        assertThat(first.get(new JobId("j-5"))).isEqualTo(new Refusal("InvalidParameter.JobId", Dial.MIDNIGHT));
        assertThat(first.values()).filteredOn(Seen.class::isInstance).hasSize(7);
        int calls = smc.looks.size();
        assertThat(calls).isEqualTo(7);

        assertThat(looks.at(jobs(8))).hasSize(8);
        assertThat(smc.looks).hasSize(calls + 1);

        clock.pass(Looks.QUARANTINE);
        smc.refuses(asked -> null);
        assertThat(looks.at(jobs(8)).get(new JobId("j-5"))).isInstanceOf(Seen.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forbidden.RAM", "InvalidSecurityToken.Expired", "QuotaExceeded.RunningJob", "Throttling.User"})
    void trouble_of_the_account_is_not_searched_for_in_single_jobs(String code) {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        smc.refuses(asked -> new SmcException.Refused(403, code, "no", "R-1"));
        assertThatThrownBy(() -> looks.at(jobs(8))).isInstanceOf(SmcException.Refused.class);
        assertThat(smc.looks).hasSize(1);
    }

    @Test
    void a_code_that_nobody_knows_and_that_every_job_is_refused_with_is_the_accounts_and_searched_for_once_in_a_while()
            throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        smc.refuses(asked -> new SmcException.Refused(403, "NoPermission.New", "no", "R-1"));
        assertThatThrownBy(() -> looks.at(jobs(8))).isInstanceOf(SmcException.Refused.class);
        int search = smc.looks.size();
        assertThatThrownBy(() -> looks.at(jobs(8))).isInstanceOf(SmcException.Refused.class);
        assertThat(smc.looks).hasSize(search + 1);

        smc.refuses(asked -> null);
        jobs(8).forEach(job -> smc.shows(job.value(), "Waiting"));
        assertThat(looks.at(jobs(8)).values()).allMatch(Seen.class::isInstance);
    }

    @Test
    void while_one_look_searches_another_one_that_is_refused_blames_neither_a_job_nor_the_account() throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        List<Throwable> other = new ArrayList<>();
        jobs(20).forEach(job -> smc.shows(job.value(), "Waiting"));
        smc.refuses(asked -> {
            if (asked.equals(List.of("j-5"))) {
                other.add(catchThrowable(() ->
                        threads.submit(() -> looks.at(jobs(20).subList(8, 20))).get()));
            }
            return asked.contains("j-5") || asked.contains("j-20")
                    ? new SmcException.Refused(400, "InvalidParameter.JobId", "bad", "R-1")
                    : null;
        });
        assertThat(looks.at(jobs(8)).get(new JobId("j-5"))).isInstanceOf(Refusal.class);
        assertThat(other)
                .singleElement()
                .satisfies(failure -> assertThat(Failure.ofLook((SmcException) failure.getCause())
                                .kind())
                        .isEqualTo(FailureKind.UNAVAILABLE));
    }

    @Test
    void a_search_that_is_broken_off_blames_nobody() throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        AtomicInteger calls = new AtomicInteger();
        smc.refuses(asked -> new SmcException.Refused(
                400, calls.incrementAndGet() > 5 ? "Throttling.User" : "NoPermission.New", "no", "R-1"));
        assertThatThrownBy(() -> looks.at(jobs(8))).isInstanceOf(SmcException.Refused.class);

        smc.refuses(asked -> null);
        jobs(8).forEach(job -> smc.shows(job.value(), "Waiting"));
        assertThat(looks.at(jobs(8)).values()).allMatch(Seen.class::isInstance);
    }

    @Test
    void who_joined_a_call_that_fails_learns_why() throws Exception {
        Looks looks = new Looks(smc, clock, FOR_EVER);
        smc.refuses(asked -> new SmcException.Refused(400, "Throttling.User", "slow down", "R-1"));
        List<Future<Map<JobId, Look>>> asked = List.of(
                threads.submit(() -> looks.at(jobs(50).subList(0, 25))),
                threads.submit(() -> looks.at(jobs(50).subList(25, 50))));
        for (Future<Map<JobId, Look>> look : asked) {
            assertThatThrownBy(look::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(SmcException.Refused.class);
        }
        assertThat(smc.looks).hasSize(1);
    }

    @Test
    void a_fault_of_ours_reaches_everybody_and_the_next_look_works() throws Exception {
        Looks looks = new Looks(smc, clock, Duration.ZERO);
        smc.refuses(asked -> {
            throw new IllegalStateException("a fault");
        });
        assertThatThrownBy(() -> looks.at(jobs(1))).isInstanceOf(IllegalStateException.class);
        smc.refuses(asked -> null).shows("j-1", "Waiting");
        assertThat(looks.at(new JobId("j-1"))).isInstanceOf(Seen.class);
    }

    @Test
    void a_look_whose_thread_is_interrupted_ends_and_leaves_nothing_open() throws Exception {
        Looks looks = new Looks(smc, clock, FOR_EVER);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> looks.at(jobs(1))).isInstanceOf(InterruptedException.class);
        jobs(50).forEach(job -> smc.shows(job.value(), "Waiting"));
        assertThat(looks.at(jobs(50))).hasSize(50);
        assertThat(smc.looks).hasSize(1);
    }

    private static List<JobId> jobs(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new JobId("j-" + number))
                .toList();
    }
}

package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.PagesRead;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SourceServer;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A reading that takes long: its signs of life, and what a call that is not answered costs. */
class FactsReaderTest {

    private final SmcException spacedOut = SmcException.NotSent.spacedOut("its turn would come too late");
    private final SmcException throttled = new SmcException.Refused(400, "Throttling.User", "x", "r-1");

    private final Account smc = new Account();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Listed> signs = new ArrayList<>();
    private PatientSmc.Pause pause = pauses::add;

    /** An account of which each job has a source server of its own. Each call asks first whether it fails. */
    private static final class Account implements Smc {

        final List<String> calls = new ArrayList<>();
        Supplier<Optional<SmcException>> failure = Optional::empty;

        private void call(String words) throws SmcException {
            calls.add(words);
            Optional<SmcException> now = failure.get();
            if (now.isPresent()) {
                throw now.get();
            }
        }

        @Override
        public List<ReplicationJob> describeReplicationJobs(List<String> ids) throws SmcException {
            call("jobs " + ids.size());
            return ids.stream().map(Account::job).toList();
        }

        private static ReplicationJob job(String id) {
            ReplicationJob job = ScriptedSmc.job(id, "Waiting");
            return new ReplicationJob(
                    id,
                    job.name(),
                    "s-" + id,
                    job.regionId(),
                    job.status(),
                    job.statusText(),
                    null,
                    null,
                    false,
                    job.frequency(),
                    null,
                    null,
                    null,
                    List.of());
        }

        @Override
        public List<ReplicationJob> findReplicationJobs(JobFilter filter, PagesRead progress) throws SmcException {
            for (int page = 1; page <= 3; page++) {
                call("running " + page);
                progress.read(page, 3);
            }
            return List.of(job("j-0"), job("x"));
        }

        @Override
        public List<SourceServer> describeSourceServers(List<String> ids) throws SmcException {
            call("servers " + ids.size());
            return ids.stream()
                    .map(id -> new SourceServer(id, "server", "InUse", null, null))
                    .toList();
        }

        @Override
        public String cutOverReplicationJob(String jobId, boolean syncData, CallGuard guard) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String startReplicationJob(String jobId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String stopReplicationJob(String jobId) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoRuns implements CutoverRuns {

        @Override
        public List<CutoverRun> newest(List<JobId> jobs) {
            return List.of();
        }

        @Override
        public List<CutoverRun> follow(FollowRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Noted noted(CutoverRef cutover, Evidence known) {
            throw new UnsupportedOperationException();
        }
    }

    private static Plan plan(int jobs) {
        return PreflightNight.plan(
                IntStream.range(0, jobs)
                        .mapToObj(number -> new PlannedJob(new JobId("j-" + number), "server", null, null, null, null))
                        .toList(),
                null,
                4);
    }

    private Facts read(int jobs) {
        return read(jobs, signs::add);
    }

    private Facts read(int jobs, Consumer<Listed> progress) {
        OtherWaves waves = (plan, sign) -> {
            sign.run();
            return Optional.of(new OtherWaves.Told(List.of(), List.of()));
        };
        return new FactsReader(smc, new NoRuns(), waves, new Dial(), pause).read(plan(jobs), false, progress);
    }

    /** Each call fails so often before it is answered. */
    private void failsEachCall(int times, SmcException exception) {
        int[] calls = {0};
        smc.failure = () -> calls[0]++ % (times + 1) < times ? Optional.of(exception) : Optional.empty();
    }

    @Test
    void servers_are_asked_for_as_jobs_are_and_each_call_is_preceded_by_a_sign() {
        Facts facts = read(120);
        assertThat(smc.calls)
                .containsExactly(
                        "jobs 50",
                        "jobs 50",
                        "jobs 20",
                        "servers 50",
                        "servers 50",
                        "servers 20",
                        "running 1",
                        "running 2",
                        "running 3");
        assertThat(facts.looks()).hasSize(120);
        assertThat(facts.servers()).hasSize(120);
        assertThat(facts.runningElsewhere()).as("but for the plan's own").isEqualTo(1);
        assertThat(signs).contains(new Listed(0, 6), new Listed(3, 6), new Listed(6, 6));
        // One before each call, one after each chunk and page, one of the waves.
        assertThat(signs).hasSize(7 + 6 + 3 + 1);
    }

    @Test
    void a_call_whose_turn_would_come_too_late_waits_and_nothing_begins_again() {
        int[] times = {0};
        smc.failure = () -> times[0]++ < 40 ? Optional.of(spacedOut) : Optional.empty();
        assertThat(read(120).looks()).hasSize(120);
        assertThat(smc.calls).hasSize(40 + 9);
        assertThat(pauses).hasSize(40);
        assertThat(signs).as("a sign before each try").hasSizeGreaterThan(40 + 9);
    }

    @Test
    void a_throttled_call_is_made_again_and_the_chunks_before_it_are_not() {
        failsEachCall(1, throttled);
        assertThat(read(60).looks()).hasSize(60);
        assertThat(smc.calls).filteredOn(call -> call.startsWith("jobs")).hasSize(4);
        assertThat(smc.calls).filteredOn(call -> call.startsWith("servers")).hasSize(4);
    }

    @Test
    void what_else_runs_is_left_open_when_its_pages_never_come_in_a_row() {
        for (SmcException exception : List.of(throttled, spacedOut)) {
            smc.calls.clear();
            failsEachCall(1, exception);
            Facts facts = read(10);
            assertThat(facts.runningElsewhere()).isNull();
            assertThat(facts.looks()).hasSize(10);
            // Every second call fails: page 2 of the listing, and page 1 before it once.
            assertThat(smc.calls).filteredOn("running 1"::equals).hasSize(5);
        }
    }

    @Test
    void one_that_is_throttled_for_long_and_one_without_an_answer_are_tried_again_later() {
        for (SmcException exception : List.of(throttled, new SmcException.NoClearAnswer("a reset", null))) {
            smc.calls.clear();
            smc.failure = () -> Optional.of(exception);
            ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> read(10));
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(10));
            assertThat(smc.calls).hasSize(exception == throttled ? 5 : 1);
        }
    }

    /** What the engine throws when a try is cancelled, or has been given up. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void a_try_that_was_given_up_stops_wherever_it_is() {
        read(120);
        int all = signs.size();
        for (int number = 1; number <= all; number++) {
            int last = number;
            signs.clear();
            smc.calls.clear();
            List<String> callsThen = new ArrayList<>();
            GivenUp thrown = catchThrowableOfType(
                    GivenUp.class,
                    () -> read(120, listed -> {
                        signs.add(listed);
                        if (signs.size() == last) {
                            callsThen.addAll(smc.calls);
                            throw new GivenUp();
                        }
                    }));
            assertThat(thrown).isNotNull();
            assertThat(smc.calls).isEqualTo(callsThen);
        }
    }

    @Test
    void a_worker_that_ends_does_not_wait() {
        smc.failure = () -> Optional.of(spacedOut);
        pause = time -> {
            throw new InterruptedException();
        };
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> read(10));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
        assertThat(smc.calls).hasSize(1);
    }
}

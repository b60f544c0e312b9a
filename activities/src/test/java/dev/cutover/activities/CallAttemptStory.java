package dev.cutover.activities;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.JobId;
import dev.cutover.contract.ReplicationJobs.CallRequest;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.contract.Try;
import dev.cutover.contract.Try.Answer;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One attempt of a call, with everything around it made by hand. */
abstract class CallAttemptStory {

    static final String JOB = "j-1";
    static final Duration INTERVAL = Duration.ofSeconds(30);
    static final Duration SETTLE = Duration.ofSeconds(60);
    static final Duration LONGEST = Duration.ofMinutes(10);
    static final Duration BUDGET = Duration.ofSeconds(40);
    static final int UNCLEAR_LIMIT = 10;

    final Dial clock = new Dial();
    final ScriptedSmc smc = new ScriptedSmc();
    FakeAttempt attempt = new FakeAttempt(1, null);
    Evidence before = Evidence.none();
    boolean touched;
    Instant notAfter;

    CallResult run() {
        return attempt()
                .cutOver(new CallRequest(
                        new JobId(JOB),
                        true,
                        before,
                        INTERVAL,
                        SETTLE,
                        LONGEST,
                        BUDGET,
                        UNCLEAR_LIMIT,
                        touched,
                        notAfter));
    }

    ApplicationFailure fail() {
        return Optional.ofNullable(catchThrowableOfType(ApplicationFailure.class, this::run))
                .orElseThrow(() -> new AssertionError("it did not fail"));
    }

    ReplicationJobsImpl attempt() {
        return Deeds.at(smc, clock, () -> attempt);
    }

    static Evidence evidence(ApplicationFailure failure) {
        return failure.getDetails().get(0, Evidence.class);
    }

    static Evidence unclear(int times) {
        Evidence evidence = Evidence.none();
        for (int count = 0; count < times; count++) {
            evidence = evidence.plus(unclearAt(Dial.MIDNIGHT));
        }
        return evidence;
    }

    static Try unclearAt(Instant at) {
        return new Try(at, Answer.UNCLEAR, null, null, "Waiting", null);
    }
}

package dev.cutover.activities;

import dev.cutover.contract.Account;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Plan;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Reads an account at SMC, page by page; each page is told as a sign of life. */
public final class AccountImpl implements Account {

    /** How soon a listing that failed is begun again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Smc smc;
    private final Beat beat;
    private final Supplier<Consumer<Listed>> attempts;

    public AccountImpl(Smc smc, InstantSource clock) {
        this(smc, new Beat(clock, RandomGenerator.getDefault()), () -> Activity.getExecutionContext()::heartbeat);
    }

    /** @param attempts where the attempt that runs in this thread tells how far it is */
    AccountImpl(Smc smc, Beat beat, Supplier<Consumer<Listed>> attempts) {
        this.smc = smc;
        this.beat = beat;
        this.attempts = attempts;
    }

    @Override
    public FoundJobs find(JobQuery query) {
        return new FoundJobs(new Reading(attempts.get()).matching(query));
    }

    @Override
    public ResolvedPlan resolve(Plan plan) {
        return new PlanResolution(plan, new Reading(attempts.get())::matching).result();
    }

    /** The listings of one attempt: what SMC would be asked for twice is asked for once. */
    private final class Reading {

        private final Consumer<Listed> attempt;
        private final Map<JobFilter, List<FoundJob>> known = new HashMap<>();

        Reading(Consumer<Listed> attempt) {
            this.attempt = attempt;
        }

        List<FoundJob> matching(JobQuery query) {
            return known.computeIfAbsent(Matching.filter(query), this::read).stream()
                    .filter(new Matching(query))
                    .sorted(FoundJob.BY_NAME)
                    .toList();
        }

        private List<FoundJob> read(JobFilter filter) {
            try {
                return smc
                        .findReplicationJobs(filter, (page, pages) -> attempt.accept(new Listed(page, pages)))
                        .stream()
                        .map(Matching::found)
                        .toList();
            } catch (SmcException exception) {
                Failure failure = judged(exception);
                throw failure.isRetried()
                        ? failure.retry(ReplicationJobsImpl.delay(failure, AGAIN, beat))
                        : failure.end(failure.code());
            }
        }
    }

    /** A filter that SMC does not like is no trouble of the account. */
    private static Failure judged(SmcException exception) {
        Failure failure = Failure.of(exception);
        return failure.kind() == FailureKind.BAD_REQUEST ? failure : Failure.ofLook(exception);
    }
}

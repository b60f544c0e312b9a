package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Try.Answer;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.starter.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SMC's ledger beside our report: what was promised of every call, and that both tell the same, job by job and try by try. */
public final class Agreement {

    private static final String CUT_OVER = "CutOverReplicationJob";

    /** From when a call is sent to when it is written down, on a machine that has much to do. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

    private final Report report;
    private final Map<String, List<LedgerEntry>> calls;
    private final Duration settle;

    private Agreement(Report report, List<LedgerEntry> ledger, Duration settle) {
        this.report = report;
        this.calls = calls(ledger);
        this.settle = settle;
    }

    static Map<String, List<LedgerEntry>> calls(List<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.operation().equals(CUT_OVER))
                .collect(Collectors.groupingBy(LedgerEntry::jobId));
    }

    /** Holds both to everything that is promised. */
    public static void check(Report report, List<LedgerEntry> ledger, Duration settle) {
        Agreement agreement = new Agreement(report, ledger, settle);
        assertThat(agreement.calls.keySet())
                .isSubsetOf(report.jobs().stream().map(Report.Job::id).toList());
        for (Report.Job job : report.jobs()) {
            List<LedgerEntry> sent = agreement.calls.getOrDefault(job.id(), List.of());
            agreement.checkSettled(job, sent);
            checkNoneAfterTheDeed(job, sent);
            checkToldAlike(job, sent);
        }
        agreement.checkCounts();
    }

    /** No call within the settle time of one that may have taken effect. */
    private void checkSettled(Report.Job job, List<LedgerEntry> sent) {
        for (int next = 1; next < sent.size(); next++) {
            LedgerEntry before = sent.get(next - 1);
            if (!before.effect().equals("refused")) {
                assertThat(Duration.between(at(before), at(sent.get(next))))
                        .as("between %s and the next call of %s", before, job.id())
                        .isGreaterThanOrEqualTo(settle);
            }
        }
    }

    private static void checkNoneAfterTheDeed(Report.Job job, List<LedgerEntry> sent) {
        List<String> effects = sent.stream().map(LedgerEntry::effect).toList();
        int deed = effects.indexOf("accepted");
        boolean byHand = Reason.MARKED_DONE.equals(job.reason());
        if (job.state() == JobState.DONE && !byHand && !job.attempts().isEmpty()) {
            assertThat(effects).as("the calls of %s", job.id()).contains("accepted");
        }
        if (deed >= 0) {
            assertThat(effects.subList(deed, effects.size()))
                    .as("the calls of %s: %s", job.id(), sent)
                    .hasSize(1);
        }
    }

    /** Each call of the ledger stands in the report; what stands in the report alone was perhaps sent. */
    private static void checkToldAlike(Report.Job job, List<LedgerEntry> sent) {
        List<Report.Attempt> told = new ArrayList<>();
        for (Report.Attempt attempt : job.attempts()) {
            if (attempt.at() != null) {
                told.add(attempt);
            }
        }
        Iterator<Report.Attempt> attempts = told.iterator();
        for (LedgerEntry call : sent) {
            Report.Attempt attempt = nextFor(call, attempts, job);
            assertThat(attempt.statusBefore())
                    .as("what was seen before %s", call)
                    .isEqualTo("Waiting");
            if (attempt.answer() != Answer.PERHAPS_SENT) {
                assertThat(attempt.answer()).as("the answer to %s", call).isEqualTo(answer(call));
                assertThat(attempt.code()).as("the code of %s", call).isEqualTo(wasHeard(call) ? call.code() : null);
                assertThat(attempt.requestId())
                        .as("the request id of %s", call)
                        .isEqualTo(wasHeard(call) ? call.requestId() : null);
            }
        }
        attempts.forEachRemaining(unmatched -> assertThat(unmatched.answer())
                .as("%s of %s", unmatched, job.id())
                .isEqualTo(Answer.PERHAPS_SENT));
        if (job.cutOverAt() != null) {
            assertThat(sent)
                    .as("%s says it was cut over at %s", job.id(), job.cutOverAt())
                    .anyMatch(call -> call.effect().equals("accepted") && isAround(job.cutOverAt(), at(call)));
        }
        assertThat(job.attemptsUnknown()).isFalse();
    }

    private static Report.Attempt nextFor(LedgerEntry call, Iterator<Report.Attempt> attempts, Report.Job job) {
        while (attempts.hasNext()) {
            Report.Attempt attempt = attempts.next();
            if (isAround(attempt.at(), at(call))) {
                return attempt;
            }
            assertThat(attempt.answer())
                    .as("%s of %s is not in the ledger, whose next call is %s", attempt, job.id(), call)
                    .isEqualTo(Answer.PERHAPS_SENT);
        }
        throw new AssertionError("not in the report: " + call + ", but " + job.attempts());
    }

    private static boolean isAround(Instant sent, Instant written) {
        return !sent.isAfter(written.plusMillis(1)) && written.isBefore(sent.plus(ON_THE_WAY));
    }

    private static boolean wasHeard(LedgerEntry call) {
        return call.answer().equals("sent");
    }

    private static Answer answer(LedgerEntry call) {
        if (!wasHeard(call)) {
            return Answer.UNCLEAR;
        }
        if (call.effect().equals("refused")) {
            return Answer.REFUSED;
        }
        return call.code() == null ? Answer.ACCEPTED : Answer.UNCLEAR;
    }

    private void checkCounts() {
        Report.Counts counts = report.counts();
        assertThat(counts.total()).isEqualTo(report.jobs().size());
        assertThat(counts.done()).isEqualTo(in(JobState.DONE));
        assertThat(counts.failed()).isEqualTo(in(JobState.FAILED));
        assertThat(counts.unfinished()).isEqualTo(in(JobState.UNFINISHED));
        assertThat(counts.deferred()).isEqualTo(in(JobState.DEFERRED));
        assertThat(counts.skipped()).isEqualTo(in(JobState.SKIPPED));
    }

    private int in(JobState state) {
        return (int) report.jobs().stream().filter(job -> job.state() == state).count();
    }

    private static Instant at(LedgerEntry entry) {
        return Instant.parse(entry.at());
    }
}

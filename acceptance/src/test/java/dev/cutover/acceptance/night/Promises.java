package dev.cutover.acceptance.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.night.Person.Word;
import dev.cutover.acceptance.night.WatchedSmc.Called;
import dev.cutover.acceptance.wave.Agreement;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Try.Answer;
import dev.cutover.contract.Window;
import dev.cutover.starter.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is promised of every night, whatever goes wrong in it; each promise is held against SMC's ledger. */
final class Promises {

    private final Morning night;

    private Promises(Morning night) {
        this.night = night;
    }

    static void check(Morning night) {
        Promises promises = new Promises(night);
        night.calls().forEach(promises::checkWindow);
        night.calls().forEach(promises::checkSlots);
        night.calls().forEach(promises::checkOrder);
        night.lines().forEach(promises::checkOutcome);
        promises.checkCounts();
        Agreement.check(
                night.report(), night.ledger(), night.draft().plan().polling().settle());
        Frozen.check(night);
    }

    /** No call is sent before the window opens or after its last start, as that stood then. */
    private void checkWindow(Called call) {
        Window window = night.draft().plan().window();
        if (window == null) {
            return;
        }
        assertThat(window.opens() == null || !call.at().isBefore(window.opens()))
                .as("%s: a call before the window opened: %s", window, call.entry())
                .isTrue();
        Instant lastStart = night.words().stream()
                .filter(word -> word.lastStart() != null && !word.at().isAfter(call.at()))
                .map(Word::lastStart)
                .reduce(window.lastStart(), (one, other) -> one.isAfter(other) ? one : other);
        assertThat(call.at())
                .as("a call after the last start: %s", call.entry())
                .isBeforeOrEqualTo(lastStart);
    }

    /** When a job took its slot, no more jobs than there were slots had one; those of them that are in cutover now had one then. */
    private void checkSlots(Called call) {
        if (night.draft().continueAfterEvents() > 0) {
            // The in-JVM server (1.38.0) forgets the last events of a run that continued: what was started then is not
            // known.
            assertThat(call.inCutover())
                    .as("in cutover at SMC when %s was called", call.job())
                    .hasSizeLessThanOrEqualTo(mostSlots());
            return;
        }
        int slot = slot(call.job(), call.at());
        long before = call.inCutover().stream()
                .filter(job -> slot(job, call.at()) <= slot)
                .count();
        assertThat(before)
                .as("in cutover at SMC when %s was called: %s", call.job(), call.inCutover())
                .isLessThanOrEqualTo(slotsAt(night.starts().get(slot).at()));
    }

    /** The place of the newest start of a job's cutover until then. */
    private int slot(String job, Instant until) {
        return IntStream.range(0, night.starts().size())
                .filter(place -> night.starts().get(place).job().equals(job)
                        && !night.starts().get(place).at().isAfter(until))
                .max()
                .orElseThrow(() -> new AssertionError("a call without a cutover: " + job));
    }

    private int mostSlots() {
        return night.words().stream()
                .filter(word -> word.maxConcurrent() != null)
                .map(Word::maxConcurrent)
                .reduce(night.draft().plan().limits().maxConcurrent(), Math::max);
    }

    /** The most that there were at that very moment. */
    private int slotsAt(Instant at) {
        int most = night.draft().plan().limits().maxConcurrent();
        for (Word word : night.words()) {
            if (word.maxConcurrent() == null || word.at().isAfter(at)) {
                continue;
            }
            most = word.at().isBefore(at) ? word.maxConcurrent() : Math.max(most, word.maxConcurrent());
        }
        return most;
    }

    /** No call for a job before the groups that its own comes after are through, and none for a job of those later. */
    private void checkOrder(Called call) {
        PlannedGroup group = group(call.job());
        for (String name : group.after()) {
            PlannedGroup before = night.draft().plan().groups().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            before.jobs().forEach(job -> checkOver(job.id().value(), before, call));
        }
    }

    private void checkOver(String job, PlannedGroup before, Called call) {
        assertThat(night.calls(job))
                .as("%s of %s, which comes before, is called after %s", job, before.name(), call.entry())
                .noneMatch(later -> night.calls().indexOf(later) > night.calls().indexOf(call));
        boolean takenOut = night.words().stream()
                .anyMatch(word -> !word.at().isAfter(call.at())
                        && (word.kind() == Deed.Kind.SKIP || word.kind() == Deed.Kind.MARK_DONE)
                        && word.jobs().stream().anyMatch(id -> id.value().equals(job)));
        boolean goesOn = before.rules().onFailure() == OnFailure.CONTINUE
                || (before.rules().onFailure() == OnFailure.HOLD
                        && night.words().stream()
                                .anyMatch(word -> word.kind() == Deed.Kind.RESUME
                                        && !word.at().isAfter(call.at())));
        if (!takenOut && !goesOn) {
            assertThat(call.truth().get(job))
                    .as("%s of %s, which comes before, when SMC got %s", job, before.name(), call.entry())
                    .isEqualTo("Finished");
        }
    }

    private PlannedGroup group(String job) {
        return night.draft().plan().groups().stream()
                .filter(group ->
                        group.jobs().stream().anyMatch(one -> one.id().value().equals(job)))
                .findFirst()
                .orElseThrow();
    }

    /** Each job has one outcome, and it says of the job what the ledger says. */
    private void checkOutcome(JobLine line) {
        String job = line.job().value();
        List<Called> calls = night.calls(job);
        assertThat(line.state().isOutcome()).as("%s has an outcome", line).isTrue();
        switch (line.state()) {
            case DEFERRED, SKIPPED -> {
                assertThat(calls).as("the calls of %s", line).isEmpty();
                assertThat(line.touched()).as("%s", line).isFalse();
            }
            case DONE -> {
                if (!Reason.MARKED_DONE.equals(line.reason())) {
                    assertThat(night.truth().get(job)).as("%s", line).isEqualTo("Finished");
                }
            }
            case UNFINISHED -> assertThat(line.touched()).as("%s", line).isTrue();
            default -> assertThat(line.state()).as("%s", line).isEqualTo(JobState.FAILED);
        }
        Optional<Report.Job> told = night.report().jobs().stream()
                .filter(one -> one.id().equals(job))
                .findFirst();
        boolean perhaps =
                told.orElseThrow().attempts().stream().anyMatch(attempt -> attempt.answer() == Answer.PERHAPS_SENT);
        if (!perhaps) {
            assertThat(line.touched())
                    .as("%s, whose calls are %s", line, calls)
                    .isEqualTo(!calls.isEmpty() || line.prepared());
        }
    }

    private void checkCounts() {
        assertThat(night.lines())
                .extracting(line -> line.job().value())
                .containsExactlyElementsOf(night.draft().jobs());
        assertThat(night.result().counts()).isEqualTo(night.result().progress().counts());
        assertThat(night.result().counts().total()).isEqualTo(night.lines().size());
        assertThat(night.result().counts().watching()
                        + night.result().counts().cuttingOver()
                        + night.result().counts().blocked())
                .isZero();
    }
}

package dev.cutover.workflows.stage;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One job of the pretended SMC: shows what its script says, until a call takes effect; then runs once more and ends. */
public final class FakeJob {

    private final JobId id;
    private final NavigableMap<Instant, Sighting> script = new TreeMap<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private Duration lastRun = Duration.ofMinutes(10);
    private Duration stale = Duration.ZERO;
    private Sighting end = Sighting.FINISHED;
    private Sighting behindCall;
    private Instant cutOverAt;
    private String image = "m-1";
    private Duration pastRuns;
    private FailureKind restartRefusal;

    FakeJob(JobId id) {
        this.id = id;
        script.put(Instant.MIN, Sighting.WAITING);
    }

    JobId id() {
        return id;
    }

    /** From the beginning. */
    public synchronized FakeJob shows(Sighting sighting) {
        script.put(Instant.MIN, sighting);
        return this;
    }

    /** From then on, whatever happened before. */
    public synchronized FakeJob shows(Instant from, Sighting sighting) {
        script.put(from, sighting);
        if (cutOverAt != null && !from.isBefore(cutOverAt)) {
            cutOverAt = null;
        }
        return this;
    }

    /** The next calls; further ones are acknowledged. */
    public synchronized FakeJob answers(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    public synchronized FakeJob takes(Duration newLastRun) {
        lastRun = newLastRun;
        return this;
    }

    /** For so long the effect of a call is not seen. */
    public synchronized FakeJob staleFor(Duration duration) {
        stale = duration;
        return this;
    }

    /** What the last run ends as, instead of {@code Finished}. */
    public synchronized FakeJob endsAs(Sighting sighting) {
        end = sighting;
        return this;
    }

    /** Soon after the next call, whatever that did. */
    public synchronized FakeJob showsBehindCall(Sighting sighting) {
        behindCall = sighting;
        return this;
    }

    /** Ends without an image. */
    public synchronized FakeJob leavesNothing() {
        image = null;
        return this;
    }

    synchronized String image() {
        return image;
    }

    /** What its past runs took. */
    public synchronized FakeJob took(Duration newPastRuns) {
        pastRuns = newPastRuns;
        return this;
    }

    synchronized Duration pastRuns() {
        return pastRuns;
    }

    /** SMC does not start it when it is asked to. */
    public synchronized FakeJob refusesRestart() {
        restartRefusal = FailureKind.RESTART_REFUSED;
        return this;
    }

    /** It runs for ten minutes and is {@code Waiting} then; or says why not. */
    synchronized FailureKind restart(Instant at) {
        if (restartRefusal == null) {
            script.put(at, Sighting.RUNNING);
            script.put(at.plus(Duration.ofMinutes(10)), Sighting.WAITING);
            cutOverAt = null;
        }
        return restartRefusal;
    }

    public synchronized Sighting shown(Instant at) {
        if (cutOverAt == null || at.isBefore(cutOverAt.plus(stale))) {
            return script.floorEntry(at).getValue();
        }
        return at.isBefore(cutOverAt.plus(lastRun)) ? Sighting.RUNNING : end;
    }

    public synchronized Answer call(Instant at) {
        Answer answer = answers.isEmpty() ? Answer.ACKNOWLEDGED : answers.poll();
        if (answer.effect()) {
            cutOverAt = at;
        }
        if (answer.runs() != null) {
            script.put(at, Sighting.RUNNING);
            script.put(at.plus(answer.runs()), Sighting.WAITING);
        }
        if (behindCall != null) {
            script.put(at.plusSeconds(5), behindCall);
        }
        return answer;
    }
}

package dev.cutover.acceptance.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.night.PretendedHooks.Asked;
import dev.cutover.acceptance.night.WatchedSmc.Called;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveProgress.GroupProgress;
import java.time.Instant;
import java.util.List;

/** What is promised of what is prepared: a group that is one unit, or a job with hooks of its own. */
final class Frozen {

    private final Morning night;
    private final PlannedGroup group;
    /** {@code null}: the group as a whole. */
    private final JobId job;

    private final Hooks hooks;
    private final List<JobLine> lines;
    private final List<Asked> asked;

    private Frozen(Morning night, PlannedGroup group, JobId job, Hooks hooks) {
        this.night = night;
        this.group = group;
        this.job = job;
        this.hooks = hooks;
        this.lines = night.lines().stream()
                .filter(line -> job == null
                        ? line.group().equals(group.name())
                        : line.job().equals(job))
                .toList();
        this.asked = night.hooks().stream()
                .filter(one -> one.isOf(group.name(), job == null ? null : job.value()))
                .toList();
    }

    static void check(Morning night) {
        for (PlannedGroup group : night.draft().plan().groups()) {
            if (group.isUnit()) {
                new Frozen(night, group, null, group.rules().hooks()).check();
            }
            for (PlannedJob job : group.jobs()) {
                Hooks own = night.draft().plan().defaults().hooks(job);
                if (own != null) {
                    new Frozen(night, group, job.id(), own).check();
                }
            }
        }
    }

    private void check() {
        if (isAsked(hooks.before())) {
            night.calls().stream()
                    .filter(call ->
                            lines.stream().anyMatch(line -> line.job().value().equals(call.job())))
                    .forEach(this::checkPrepared);
        }
        asked.stream().filter(one -> one.step() == HookStep.UNDO).forEach(this::checkClear);
        if (isAsked(hooks.before()) && isAsked(hooks.undo())) {
            checkThawed();
        }
    }

    /** Manual steps are nobody's to see here. */
    private static boolean isAsked(Hook hook) {
        return hook != null && hook.manual() == null;
    }

    private String name() {
        return job == null ? group.name() : job.value();
    }

    /** A call leaves only when what comes before it has been done, and has not been undone. */
    private void checkPrepared(Called call) {
        List<Asked> before = until(call.at());
        assertThat(before.stream().anyMatch(one -> one.step() == HookStep.BEFORE && one.done()))
                .as("%s was prepared before %s, of %s", name(), call.entry(), before)
                .isTrue();
        assertThat(before.get(before.size() - 1).step())
                .as("what was done last to %s before %s", name(), call.entry())
                .isEqualTo(HookStep.BEFORE);
    }

    private List<Asked> until(Instant then) {
        return asked.stream().filter(one -> !one.at().isAfter(then)).toList();
    }

    /** Nothing is undone while SMC may still be cutting a job of it over. */
    private void checkClear(Asked undo) {
        assertThat(undo.truth())
                .as("at SMC when %s was undone at %s", name(), undo.at())
                .doesNotContainValue("in cutover");
    }

    /** What was prepared was let pass or undone; else a person is told of it. */
    private void checkThawed() {
        int prepared = last(HookStep.BEFORE, false);
        if (prepared < 0 || last(HookStep.UNDO, true) > prepared || last(HookStep.AFTER, true) > prepared) {
            return;
        }
        boolean byHand = night.words().stream().anyMatch(word -> word.kind() == Deed.Kind.CONFIRM)
                || lines.stream().anyMatch(line -> Reason.MARKED_DONE.equals(line.reason()));
        boolean letPass = !isAsked(hooks.after()) && lines.stream().allMatch(this::isThrough);
        boolean told = lines.stream().anyMatch(line -> line.state() == JobState.UNFINISHED) && isToldFrozen();
        assertThat(byHand || letPass || told)
                .as("%s stands still: %s, %s", name(), asked, lines)
                .isTrue();
    }

    /** As far as the hooks at hand are concerned: a job of a group that was not ready in time was never a part of it. */
    private boolean isThrough(JobLine line) {
        return job == null
                ? line.state() == JobState.DONE || line.state() == JobState.DEFERRED
                : "Finished".equals(night.truth().get(job.value()));
    }

    private boolean isToldFrozen() {
        if (job != null) {
            return lines.get(0).prepared();
        }
        return night.result().progress().groups().stream()
                .filter(one -> one.name().equals(group.name()))
                .map(GroupProgress::frozenSince)
                .anyMatch(since -> since != null);
    }

    /** The place of the last try of a step, or -1. */
    private int last(HookStep step, boolean done) {
        for (int place = asked.size() - 1; place >= 0; place--) {
            if (asked.get(place).step() == step && (asked.get(place).done() || !done)) {
                return place;
            }
        }
        return -1;
    }
}

package dev.cutover.workflows.stage;

import dev.cutover.contract.Account;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Nights;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;

/** Dates plans as the worker does, and selects what a test wants. */
public final class FakeNights implements Nights, Account {

    private final List<String> refusals = new ArrayList<>();
    private final List<PlannedJob> selected = new ArrayList<>();
    private final List<Finished> finished = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private String trouble;

    /** Each group that selects has these jobs. */
    public void selects(PlannedJob... jobs) {
        selected.addAll(List.of(jobs));
    }

    public void refuses(String sentence) {
        refusals.add(sentence);
    }

    /** That group has nothing left to do. */
    public void finishes(String group) {
        finished.add(new Finished(group, "Group '" + group + "' has only finished jobs."));
    }

    /** A job that a group selects and does not get. */
    public void leavesOut(String group, String job, String why) {
        FoundJob found = new FoundJob(new JobId(job), job + "-name", null, null, null, null, true, null, List.of());
        leftOut.add(new LeftOut(group, found, why));
    }

    /** No night gets its date. */
    public void troubled(String sentence) {
        trouble = sentence;
    }

    @Override
    public Plan at(NightRequest request) {
        if (trouble != null) {
            throw ApplicationFailure.newFailure(trouble, FailureKind.BAD_REQUEST.name());
        }
        return request.plan().on(request.plan().night().dateAt(request.nominal()));
    }

    @Override
    public ResolvedPlan resolve(Plan plan) {
        List<PlannedGroup> groups = plan.groups().stream()
                .map(group -> group.select() == null ? group : group.withJobs(isFinished(group) ? List.of() : selected))
                .toList();
        Plan resolved = new Plan(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                plan.limits(),
                plan.polling(),
                plan.defaults(),
                groups,
                plan.window(),
                plan.approval(),
                plan.notifications());
        return new ResolvedPlan(resolved, leftOut, refusals, finished);
    }

    private boolean isFinished(PlannedGroup group) {
        return finished.stream().anyMatch(one -> one.group().equals(group.name()));
    }

    @Override
    public FoundJobs find(JobQuery query) {
        throw new UnsupportedOperationException();
    }
}

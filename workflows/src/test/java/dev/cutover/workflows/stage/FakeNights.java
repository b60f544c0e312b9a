package dev.cutover.workflows.stage;

import dev.cutover.contract.Account;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Nights;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import java.util.ArrayList;
import java.util.List;

/** Dates plans as the worker does, and selects what a test wants. */
public final class FakeNights implements Nights, Account {

    private final List<String> refusals = new ArrayList<>();
    private final List<PlannedJob> selected = new ArrayList<>();

    /** Each group that selects has these jobs. */
    public void selects(PlannedJob... jobs) {
        selected.addAll(List.of(jobs));
    }

    public void refuses(String sentence) {
        refusals.add(sentence);
    }

    @Override
    public Plan at(NightRequest request) {
        return request.plan().on(request.plan().night().dateAt(request.nominal()));
    }

    @Override
    public ResolvedPlan resolve(Plan plan) {
        List<PlannedGroup> groups = plan.groups().stream()
                .map(group -> group.select() == null
                        ? group
                        : new PlannedGroup(group.name(), group.after(), selected, group.rules(), group.select()))
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
        return new ResolvedPlan(resolved, List.of(), refusals);
    }

    @Override
    public FoundJobs find(JobQuery query) {
        throw new UnsupportedOperationException();
    }
}

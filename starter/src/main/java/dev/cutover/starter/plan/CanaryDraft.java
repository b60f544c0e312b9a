package dev.cutover.starter.plan;

import dev.cutover.contract.Canary;
import dev.cutover.contract.JobId;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the jobs that a plan's canary names, and sees to it that they can go first. */
final class CanaryDraft {

    /** To look for the nearest of 2,000 names takes a while, and whoever got more wrong has another list in hand. */
    private static final int MOST_GUESSED = 5;

    private final Map<String, PlannedGroup> groups = new HashMap<>();
    private final Map<String, PlannedJob> jobs = new LinkedHashMap<>();
    private final Map<JobId, PlannedGroup> homes = new HashMap<>();
    private final boolean selects;
    private final Problems problems;
    private int strangers;

    CanaryDraft(List<PlannedGroup> planned, Problems problems) {
        this.problems = problems;
        this.selects = planned.stream().anyMatch(group -> group.select() != null);
        for (PlannedGroup group : planned) {
            groups.putIfAbsent(group.name(), group);
            for (PlannedJob job : group.jobs()) {
                Stream.of(job.id().value(), job.name())
                        .filter(Objects::nonNull)
                        .forEach(word -> jobs.putIfAbsent(word, job));
                homes.putIfAbsent(job.id(), group);
            }
        }
    }

    /** @return {@code null} when nobody goes first */
    Canary of(Section limits) {
        if (!limits.has(PlanKeys.CANARY)) {
            return null;
        }
        CanaryKind.Wish wish = limits.get(PlanKeys.CANARY);
        Map<JobId, Placed<String>> named = new LinkedHashMap<>();
        for (Placed<String> word : wish.jobs()) {
            find(word, named);
        }
        named.forEach((id, word) -> checkNobodyIsBefore(id, word, named.keySet()));
        return new Canary(wish.first(), List.copyOf(named.keySet()));
    }

    private void find(Placed<String> word, Map<JobId, Placed<String>> named) {
        PlannedJob job = jobs.get(word.value());
        if (job == null) {
            strangers++;
            problems.add(
                    word.place(),
                    "the canary names " + Quote.of(word.value()) + ", which is no job of this plan",
                    selects
                            ? "a canary of a plan that selects is a number, or names jobs that are listed"
                            : Nearest.to(word.value(), strangers > MOST_GUESSED ? List.of() : jobs.keySet())
                                    .map(near -> "did you mean " + Quote.of(near) + "?")
                                    .orElse("name a job of this plan"));
        } else if (job.id().value() != null && named.putIfAbsent(job.id(), word) != null) {
            problems.add(word.place(), "the canary names " + Quote.of(word.value()) + " twice", "remove one");
        }
    }

    /** Others would wait for the canary, and the canary for them. */
    private void checkNobodyIsBefore(JobId id, Placed<String> word, Set<JobId> canary) {
        Deque<String> rest = new ArrayDeque<>(homes.get(id).after());
        Set<String> seen = new HashSet<>();
        while (!rest.isEmpty()) {
            PlannedGroup before = groups.get(rest.pop());
            if (before == null || !seen.add(before.name())) {
                continue;
            }
            List<PlannedJob> others = new ArrayList<>(before.jobs());
            others.removeIf(job -> canary.contains(job.id()));
            if (!others.isEmpty() || before.select() != null) {
                problems.add(
                        word.place(),
                        "the canary names " + Quote.of(word.value()) + ", whose group comes after "
                                + Quote.of(before.name()) + ": each would wait for the other",
                        "name jobs of groups that come after none");
                return;
            }
            rest.addAll(before.after());
        }
    }
}

package dev.cutover.starter.plan;

import dev.cutover.contract.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the jobs of a plan, and sees to it that each id and each name means one of them: operators act on jobs by either. */
final class JobRoll {

    private final Problems problems;

    private JobRoll(Problems problems) {
        this.problems = problems;
    }

    static String counted(int jobs) {
        return jobs == 1 ? "1 job" : jobs + " jobs";
    }

    static void check(List<Placed<Section>> jobs, Problems problems) {
        JobRoll roll = new JobRoll(problems);
        roll.checkSize(jobs);
        Map<String, Place> ids = roll.unique(jobs, PlanKeys.ID, "job");
        roll.unique(jobs, PlanKeys.NAME, "job name");
        for (Placed<Section> job : jobs) {
            roll.checkNameIsNoOtherId(job.value(), ids);
        }
    }

    private void checkSize(List<Placed<Section>> jobs) {
        if (jobs.size() > Plan.MOST_JOBS) {
            problems.add(
                    jobs.get(Plan.MOST_JOBS).place(),
                    String.format("the wave has %,d jobs, at most %,d are allowed", jobs.size(), Plan.MOST_JOBS),
                    "split it into several waves here");
        }
    }

    private Map<String, Place> unique(List<Placed<Section>> sections, Key<String> key, String noun) {
        Map<String, Place> seen = new HashMap<>();
        for (Placed<Section> section : sections) {
            if (!section.value().has(key)) {
                continue;
            }
            Placed<String> value = section.value().placed(key);
            Place first = seen.putIfAbsent(value.value(), value.place());
            if (first != null) {
                problems.add(
                        value.place(),
                        "the " + noun + " " + Quote.of(value.value()) + " is there twice: first at " + first,
                        "remove or rename one");
            }
        }
        return seen;
    }

    private void checkNameIsNoOtherId(Section job, Map<String, Place> ids) {
        Placed<String> name = job.placed(PlanKeys.NAME);
        if (job.has(PlanKeys.NAME) && !name.value().equals(job.get(PlanKeys.ID)) && ids.containsKey(name.value())) {
            problems.add(
                    name.place(),
                    "the job name " + Quote.of(name.value()) + " is the id of another job, at " + ids.get(name.value()),
                    "give it another name, or none");
        }
    }
}

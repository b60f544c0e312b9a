package dev.cutover.acceptance.night;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small plan with everything in it that a plan may have. */
final class DrawnPlan {

    private static final int MOST_GROUPS = 4;
    private static final int MOST_JOBS = 12;

    private final Lot lot;

    DrawnPlan(Lot lot) {
        this.lot = lot;
    }

    Plan plan() {
        List<PlannedGroup> groups = groups();
        return new Plan(
                "night",
                "CHG0042",
                null,
                "0".repeat(64),
                limits(groups),
                new Polling(Duration.ofSeconds(lot.of(List.of(60, 60, 120, 300))), Duration.ofSeconds(60)),
                new JobDefaults(
                        !lot.oneIn(6),
                        lot.minutes(5, 25),
                        lot.minutes(5, 10),
                        lot.minutes(20, 120),
                        lot.oneIn(6) ? hooks(false) : null),
                groups,
                lot.oneIn(4) ? null : window(),
                lot.oneIn(6) ? approval() : null,
                null);
    }

    private List<PlannedGroup> groups() {
        List<PlannedGroup> groups = new ArrayList<>();
        int jobs = lot.between(2, MOST_JOBS);
        int many = lot.between(1, Math.min(MOST_GROUPS, jobs));
        int first = 1;
        for (int number = 1; number <= many; number++) {
            int size = number == many
                    ? jobs - first + 1
                    : lot.between(1, Math.max(1, (jobs - first + 1) - (many - number)));
            List<String> after = new ArrayList<>();
            for (int before = 1; before < number; before++) {
                if (lot.oneIn(3)) {
                    after.add("g" + before);
                }
            }
            groups.add(new PlannedGroup("g" + number, after, jobs(first, size), rules(size)));
            first += size;
        }
        return groups;
    }

    private List<PlannedJob> jobs(int first, int size) {
        List<PlannedJob> jobs = new ArrayList<>();
        for (int number = first; number < first + size; number++) {
            jobs.add(new PlannedJob(
                    new JobId("j-%02d".formatted(number)),
                    "server-%02d".formatted(number),
                    lot.oneIn(8) ? Boolean.FALSE : null,
                    lot.oneIn(4) ? lot.minutes(2, 30) : null,
                    lot.oneIn(8) ? lot.minutes(5, 30) : null,
                    lot.oneIn(8) ? hooks(false) : null));
        }
        return jobs;
    }

    private GroupRules rules(int size) {
        return new GroupRules(
                lot.oneIn(5) ? approval() : null,
                lot.oneIn(3) ? hooks(true) : null,
                lot.oneIn(4) ? lot.between(1, size) : null,
                lot.oneIn(6) ? at(20, 70) : null,
                lot.oneIn(3) ? null : lot.of(List.of(OnFailure.values())),
                lot.oneIn(4));
    }

    /** @param ofGroup only those may wait for a person */
    private Hooks hooks(boolean ofGroup) {
        Hook before = lot.oneIn(6) ? null : hook(ofGroup);
        return new Hooks(
                before,
                before == null || !lot.oneIn(4) ? hook(ofGroup) : null,
                before == null || lot.oneIn(6) ? null : hook(ofGroup));
    }

    private Hook hook(boolean ofGroup) {
        boolean manual = ofGroup && lot.oneIn(8);
        return new Hook(
                manual ? null : new Hook.Http("https://ops.example/hook", null, null),
                null,
                manual ? new Hook.Manual("press the button") : null,
                null,
                lot.minutes(5, 15),
                lot.minutes(0, 3),
                null);
    }

    private Approval approval() {
        return new Approval(lot.oneIn(3) ? null : at(15, 80), lot.oneIn(2));
    }

    private Window window() {
        Instant opens = lot.oneIn(3) ? null : at(0, 30);
        Instant lastStart = at(31, 120);
        return new Window(opens, lastStart, lastStart.plus(lot.minutes(0, 60)), "Asia/Shanghai");
    }

    private Instant at(int earliest, int latest) {
        return Draft.BEGIN.plus(lot.minutes(earliest, latest));
    }

    private Limits limits(List<PlannedGroup> groups) {
        return new Limits(
                lot.between(1, 4),
                lot.oneIn(2) ? lot.between(1, 3) : null,
                lot.oneIn(3) ? lot.between(20, 60) : null,
                lot.oneIn(4) ? canary(groups) : null);
    }

    private Canary canary(List<PlannedGroup> groups) {
        return lot.oneIn(2)
                ? new Canary(lot.between(1, 2), null)
                : new Canary(0, List.of(lot.of(lot.of(groups).jobs()).id()));
    }
}

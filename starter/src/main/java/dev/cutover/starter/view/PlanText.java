package dev.cutover.starter.view;

import dev.cutover.contract.Actions;
import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.Found;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Window;
import dev.cutover.contract.ZoneTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plan asks for beside its jobs, in few lines for a person: who goes first, who has to agree, and what stands around groups and jobs. */
public record PlanText(Plan plan) {

    private static final List<HookStep> STEPS = List.of(HookStep.BEFORE, HookStep.AFTER, HookStep.UNDO);

    /** Of a plan that has not begun. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        canary().ifPresent(words -> lines.add(line("canary", words)));
        if (plan.approval() != null) {
            lines.add(line("approval", approval("the wave", "", plan.approval())));
        }
        plan.groups().stream()
                .filter(group -> group.rules().approval() != null)
                .forEach(group -> lines.add(line("approval", approval(group))));
        hooks().forEach(words -> lines.add(line("hooks", words)));
        return lines;
    }

    /** What of it still matters for a wave that runs, and its window as a whole. */
    public List<String> lines(WaveProgress wave, List<JobLine> jobs, Actions actions, Instant now) {
        List<String> lines = new ArrayList<>();
        if (wave.window() != null) {
            lines.add(line("window", window(wave.window())));
        }
        if (isCanaryOnItsWay(jobs)) {
            canary().ifPresent(words -> lines.add(line("canary", words)));
        }
        plan.groups().stream()
                .filter(group -> isStillToBeApproved(group, wave, actions, now))
                .forEach(group -> lines.add(line("approval", approval(group))));
        hooks().forEach(words -> lines.add(line("hooks", words)));
        return lines;
    }

    private static String line(String label, String words) {
        return "  " + JobText.padded(label, 10) + "  " + words.replaceAll("[\\s\\p{Cc}]+", " ");
    }

    private static String window(Window window) {
        ZoneTime zone = ZoneTime.of(window.timeZone());
        return "opens " + (window.opens() == null ? "at once" : zone.full(window.opens()))
                + (window.lastStart() == null ? "" : ", last start " + zone.full(window.lastStart()))
                + (window.closes() == null ? "" : ", closes " + zone.full(window.closes()));
    }

    private Optional<String> canary() {
        Canary canary = plan.limits() == null ? null : plan.limits().canary();
        if (canary == null) {
            return Optional.empty();
        }
        if (canary.jobs().isEmpty()) {
            return firstGroup()
                    .map(group -> (group.isUnit() ? "" : canary.first() + " of ") + "group " + group.name()
                            + " first; all others wait until that went well");
        }
        String names = plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .filter(job -> canary.jobs().contains(job.id()))
                .map(PlannedJob::name)
                .collect(Collectors.joining(", "));
        int others = plan.size() - canary.jobs().size();
        return Optional.of(names + " first; " + (others == 1 ? "1 other job waits" : others + " other jobs wait")
                + " until that went well");
    }

    /** The first that waits for no other. */
    private Optional<PlannedGroup> firstGroup() {
        return plan.groups().stream().filter(group -> group.after().isEmpty()).findFirst();
    }

    /** While none of the others has begun. Of one that did not go well the hold tells. */
    private boolean isCanaryOnItsWay(List<JobLine> jobs) {
        if (plan.limits() == null || plan.limits().canary() == null) {
            return false;
        }
        Canary canary = plan.limits().canary();
        List<JobLine> first = jobs.stream()
                .filter(job -> canary.jobs().isEmpty()
                        ? firstGroup().stream().anyMatch(group -> group.name().equals(job.group()))
                        : canary.jobs().contains(job.job()))
                .toList();
        boolean isInTrouble = first.stream().anyMatch(job -> job.state() == JobState.BLOCKED || isLost(job));
        boolean haveOthersBegun = jobs.stream().anyMatch(job -> !first.contains(job) && hasBegun(job));
        return !isInTrouble && !haveOthersBegun && !isThrough(first, canary);
    }

    private boolean isThrough(List<JobLine> first, Canary canary) {
        boolean isAnyEnough = canary.jobs().isEmpty() && firstGroup().stream().noneMatch(PlannedGroup::isUnit);
        long done = first.stream().filter(PlanText::isProof).count();
        return first.stream().noneMatch(job -> isUnderWay(job)) || (isAnyEnough && done >= canary.first());
    }

    /** One that was finished before proves nothing. */
    private static boolean isProof(JobLine job) {
        return job.state() == JobState.DONE && !Reason.of(Found.FINISHED_BEFORE).equals(job.reason());
    }

    private static boolean hasBegun(JobLine job) {
        return job.state() == JobState.CUTTING_OVER || isProof(job);
    }

    private static boolean isLost(JobLine job) {
        return job.state() == JobState.FAILED || job.state() == JobState.UNFINISHED;
    }

    private static boolean isUnderWay(JobLine job) {
        return job.state() == JobState.WATCHING || job.state() == JobState.CUTTING_OVER;
    }

    private String approval(PlannedGroup group) {
        return approval(
                "group " + group.name(),
                "--group " + Typed.word(group.name()),
                group.rules().approval());
    }

    private String approval(String whose, String target, Approval approval) {
        String until = "";
        if (approval.deadline() != null) {
            ZoneTime zone =
                    ZoneTime.of(plan.window() == null ? null : plan.window().timeZone());
            until = " until " + zone.full(approval.deadline())
                    + (approval.startAnyway() ? ", else it starts without" : ", else it is deferred");
        }
        if (approval.deadlineTime() != null) {
            until = " until " + approval.deadlineTime()
                    + (plan.night().isAhead(approval.deadlineTime()) ? ", before it opens" : "")
                    + (approval.startAnyway() ? ", else it starts without" : ", else it is deferred");
        }
        // A schedule calls each wave with the day of its night.
        String wave = plan.wave() + (plan.night() == null ? "" : "-DATE");
        return whose + until + ": `" + Typed.of("approve", wave, target) + "`";
    }

    /** One that is asked for now is told of as what is waited for. */
    private static boolean isStillToBeApproved(PlannedGroup group, WaveProgress wave, Actions actions, Instant now) {
        Approval approval = group.rules().approval();
        if (approval == null || (approval.deadline() != null && !now.isBefore(approval.deadline()))) {
            return false;
        }
        boolean isWaitedFor = wave.groups().stream()
                .filter(one -> one.name().equals(group.name()))
                .anyMatch(one -> !one.waitsForApproval() && hasAnyToStart(one));
        return isWaitedFor
                && actions.actions().stream()
                        .noneMatch(action ->
                                action.action().equals("approve") && ("group " + group.name()).equals(action.target()));
    }

    private static boolean hasAnyToStart(GroupProgress group) {
        return group.counts().watching() > 0;
    }

    /** Those that are alike in one line. */
    private List<String> hooks() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        plan.groups().stream()
                .filter(PlannedGroup::isUnit)
                .forEach(group -> groups.computeIfAbsent(steps(group.rules().hooks()), steps -> new ArrayList<>())
                        .add(group.name()));
        List<String> lines = new ArrayList<>();
        groups.forEach((steps, names) ->
                lines.add((names.size() == 1 ? "group " : "groups ") + String.join(", ", names) + ": " + steps));
        if (plan.defaults() != null && plan.defaults().hooks() != null) {
            lines.add("each job: " + steps(plan.defaults().hooks()));
        }
        long own = plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .filter(job -> job.hooks() != null)
                .count();
        if (own > 0) {
            lines.add(own == 1 ? "1 job has its own" : own + " jobs have their own");
        }
        return lines;
    }

    /** {@code before (command), after (http)}. */
    private static String steps(Hooks hooks) {
        return STEPS.stream()
                .filter(step -> hooks.of(step) != null)
                .map(step -> step.word() + " (" + kind(hooks.of(step)) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String kind(Hook hook) {
        return Stream.of(
                        hook.http() == null ? null : "http",
                        hook.command() == null ? null : "command",
                        hook.manual() == null ? null : "manual",
                        hook.activity() == null ? null : "activity")
                .filter(word -> word != null)
                .findFirst()
                .orElse("of a later version");
    }
}

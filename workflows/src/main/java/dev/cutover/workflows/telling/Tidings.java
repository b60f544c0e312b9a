package dev.cutover.workflows.telling;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Hold;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Marks;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import dev.cutover.contract.Words;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Group;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.board.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is to tell people of a wave, each once; and again as long as it is held. */
final class Tidings {

    private final String wave;
    private final Board board;
    private boolean opened;
    private boolean lastStartNear;
    private Instant heldAt;
    private List<Finding> found = List.of();

    /** What waits for a person, as far as it has been told. */
    private Set<String> waiting;

    /** @param goesOn an earlier run of the wave has told what waits for a person */
    Tidings(String wave, Board board, Marks marks, boolean goesOn) {
        this.wave = wave;
        this.board = board;
        this.opened = marks.opened();
        this.lastStartNear = marks.lastStartNear();
        this.heldAt = marks.heldAt();
        this.waiting = new LinkedHashSet<>();
        if (goesOn) {
            found = inTheWay();
            if (opened) {
                collectWaiting(new ArrayList<>());
            }
        }
    }

    /**
     * One thing to tell.
     *
     * @param jobs the names of those that it is about
     * @param command what to type next
     */
    record Tiding(MessageKind kind, String sentence, List<String> jobs, String command) {}

    List<Tiding> collect(Instant now) {
        List<Tiding> news = new ArrayList<>();
        boolean open = board.hours().hasOpened(now);
        if (open && !opened) {
            opened = true;
            news.add(new Tiding(MessageKind.OPENED, opening(), List.of(), "cutover status " + wave + " --watch"));
        }
        collectPreflight(news);
        collectHold(news, now);
        collectJobs(news);
        if (open) {
            collectWaiting(news);
        }
        collectGroups(news);
        collectLastStart(news, now);
        return news;
    }

    /** The last one. */
    Tiding end() {
        WaveOutcome outcome = board.counts().outcome();
        return new Tiding(
                MessageKind.DONE,
                "The wave has ended: " + Words.spoken(outcome) + ".",
                names(board.jobs().stream()
                        .filter(job -> job.isIn(JobState.UNFINISHED) || job.isIn(JobState.FAILED))
                        .toList()),
                "cutover report " + wave);
    }

    private String opening() {
        Window window = board.hours().window();
        return window == null
                ? "The wave begins."
                : "The window is open: last start " + spoken(window.lastStart()) + ", closes " + spoken(window.closes())
                        + ".";
    }

    /** A second one that finds the same is no news. */
    private void collectPreflight(List<Tiding> news) {
        List<Finding> now = inTheWay();
        if (!now.isEmpty() && !now.equals(found)) {
            Finding worst = now.get(0);
            String others = now.size() == 1 ? "" : " There is more.";
            news.add(new Tiding(
                    MessageKind.PREFLIGHT,
                    "The preflight found what is in the way, or may be: "
                            + worst.kind().advice() + others,
                    worst.about().stream().map(About::name).toList(),
                    "cutover status " + wave));
        }
        found = now;
    }

    private List<Finding> inTheWay() {
        PreflightReport preflight = board.preflight();
        return preflight == null
                ? List.of()
                : preflight.findings().stream()
                        .filter(finding -> finding.kind().severity() != Severity.NOTE)
                        .toList();
    }

    private String spoken(Instant at) {
        return board.hours().spoken(at);
    }

    /** Of a wave that ends, that is told. A drained one is not held for its account, and follows nothing until that is mended. */
    private void collectHold(List<Tiding> news, Instant now) {
        Hold hold = board.hold();
        if (hold == null || hold.probing() || board.isOver()) {
            heldAt = null;
            return;
        }
        boolean drained = board.standing() == Standing.DRAINED;
        // Nobody says of a drained one that its account is mended: it is told again when SMC has refused it again.
        Instant at = drained ? hold.since() : now;
        if (heldAt == null || !at.isBefore(reminderAt())) {
            heldAt = now;
            news.add(
                    drained
                            ? new Tiding(
                                    MessageKind.WAITS_FOR_A_PERSON, hold.refusal(), List.of(), "cutover status " + wave)
                            : new Tiding(
                                    MessageKind.HELD,
                                    "The wave is held. " + hold.why(),
                                    List.of(),
                                    typed("resume " + wave)));
        }
    }

    private Instant reminderAt() {
        return heldAt.plus(Policies.HELD_REMINDER);
    }

    /** Those that came to the same at one time are told of together. */
    private void collectJobs(List<Tiding> news) {
        Map<Reason, List<Job>> blocked = new LinkedHashMap<>();
        List<String> overdue = new ArrayList<>();
        for (Job job : board.jobs()) {
            if (!job.standing().takeUntold()) {
                continue;
            }
            if (job.isBlocked() || job.isLost()) {
                blocked.computeIfAbsent(job.standing().reason(), reason -> new ArrayList<>())
                        .add(job);
            } else if (job.standing().isUndoFailing()) {
                news.add(new Tiding(
                        MessageKind.WAITS_FOR_A_PERSON,
                        "What was prepared for " + job.planned().name() + " could not be undone; it is tried on.",
                        List.of(job.planned().name()),
                        typed("confirm " + wave + " --job "
                                + quoted(job.planned().name()))));
            } else if (job.standing().isOverdue()) {
                overdue.add(job.planned().name());
            }
        }
        blocked.forEach((reason, jobs) -> news.add(blocked(reason, jobs)));
        if (!overdue.isEmpty()) {
            news.add(new Tiding(
                    MessageKind.OVERDUE,
                    "In flight at SMC past the deadline; followed to the end.",
                    overdue,
                    "cutover status " + wave + " --jobs"));
        }
    }

    private Tiding blocked(Reason reason, List<Job> jobs) {
        List<String> names = names(jobs);
        Group group = board.group(jobs.get(0));
        String said = group.lastRefusal();
        String advice = reason.failure().map(FailureKind::advice).orElse(reason.word());
        String target = group.planned().isUnit() ? "--group " + quoted(group.name()) : quoted(names.get(0));
        return new Tiding(
                MessageKind.BLOCKED,
                said == null ? advice : advice + " It said: " + said,
                names,
                jobs.get(0).isIn(JobState.BLOCKED)
                        ? typed("retry " + wave + " " + target)
                        : "cutover status " + wave + " --jobs");
    }

    private static List<String> names(List<Job> jobs) {
        return jobs.stream().map(job -> job.planned().name()).toList();
    }

    private void collectWaiting(List<Tiding> news) {
        Set<String> now = new LinkedHashSet<>();
        if (!board.isApproved()) {
            ask(now, news, "wave", "The wave waits for somebody to approve it.", "approve " + wave);
        }
        for (Group group : board.groups()) {
            String target = wave + " --group " + quoted(group.name());
            if (isToBeApproved(group)) {
                ask(
                        now,
                        news,
                        "approve " + group.name(),
                        "Group " + group.name() + " waits for somebody to approve it.",
                        "approve " + target);
            }
            WaitingStep step = group.waiting();
            if (step != null) {
                String sentence = step.manual()
                        ? "Group " + group.name() + " waits for a person: " + step.text()
                        : "What was prepared for group " + group.name() + " could not be undone; it is tried on: "
                                + step.text();
                ask(now, news, step.step() + " " + group.name() + " " + step.since(), sentence, "confirm " + target);
            }
            Instant left = group.leftFrozenSince();
            if (left != null) {
                tell(now, news, "frozen " + group.name() + " " + left, leftFrozen(group));
            }
        }
        waiting = now;
    }

    private Tiding leftFrozen(Group group) {
        return new Tiding(
                MessageKind.WAITS_FOR_A_PERSON,
                "Group " + group.name() + " stands as its before-hook left it, and nothing undoes that.",
                names(group.jobs()),
                "cutover status " + wave + " --jobs");
    }

    /** Asked when it is its turn; where there is a deadline, from the beginning. */
    private boolean isToBeApproved(Group group) {
        return !group.isApproved()
                && group.any(Job::isWatched)
                && (board.isItsTurn(group) || group.rules().approval().deadline() != null);
    }

    private void ask(Set<String> now, List<Tiding> news, String what, String sentence, String command) {
        tell(now, news, what, new Tiding(MessageKind.WAITS_FOR_A_PERSON, sentence, List.of(), typed(command)));
    }

    private void tell(Set<String> now, List<Tiding> news, String what, Tiding tiding) {
        now.add(what);
        if (!waiting.contains(what)) {
            news.add(tiding);
        }
    }

    private void collectGroups(List<Tiding> news) {
        for (Group group : board.groups()) {
            if (group.takeDone()) {
                news.add(new Tiding(
                        MessageKind.GROUP_DONE,
                        "Group " + group.name() + " is through.",
                        names(group.jobs()),
                        "cutover status " + wave));
            }
        }
    }

    private void collectLastStart(List<Tiding> news, Instant now) {
        Instant lastStart = board.hours().lastStart();
        if (lastStart == null || now.isAfter(lastStart)) {
            return;
        }
        boolean near = !now.isBefore(nearLastStart()) && board.hours().hasOpened(now);
        List<String> left = board.jobs().stream()
                .filter(Job::isWatched)
                .map(job -> job.planned().name())
                .toList();
        if (near && !lastStartNear && !left.isEmpty()) {
            news.add(new Tiding(
                    MessageKind.LAST_START_NEAR,
                    "The last start is at " + spoken(lastStart) + ", and not all jobs have started.",
                    left,
                    typed("extend " + wave + " --last-start +30m")));
        }
        // An extension may move it away again.
        lastStartNear = near;
    }

    /** In a short window after half of the time, not at once when it opens. */
    private Instant nearLastStart() {
        Window window = board.hours().window();
        if (window.opens() == null) {
            return window.lastStart().minus(Policies.LAST_START_NEAR);
        }
        Duration half = Duration.between(window.opens(), window.lastStart()).dividedBy(2);
        return window.lastStart().minus(Collections.min(List.of(Policies.LAST_START_NEAR, half)));
    }

    private static String typed(String command) {
        return "cutover " + command + " --reason \"...\"";
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z0-9._-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    /** When there is something to tell by itself. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        if (heldAt != null) {
            moments.add(new Moment(reminderAt(), "people are told again that it is held"));
        }
        if (board.hours().lastStart() != null) {
            moments.add(new Moment(nearLastStart(), "the last start is near"));
        }
        return moments;
    }

    boolean hasOpened() {
        return opened;
    }

    boolean isLastStartNear() {
        return lastStartNear;
    }

    Instant heldAt() {
        return heldAt;
    }
}

package dev.cutover.starter.view;

import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import dev.cutover.contract.Words;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.view.Notice.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person should know of a wave as a whole, worst first. What does not matter now is left out. */
record Notices(WaveProgress wave, Instant now) {

    /** Jobs of one finding. */
    private static final int MOST_NAMED = 3;

    List<Notice> all() {
        return Stream.concat(split().stream(), others().stream()).toList();
    }

    /** Groups of which some servers are cut over and others are not: they come before anything else. */
    List<Notice> split() {
        return wave.groups().stream()
                .filter(GroupProgress::split)
                .map(this::split)
                .toList();
    }

    /** All others. Of a wave that is over only what stands frozen. */
    List<Notice> others() {
        if (wave.outcome() != WaveOutcome.RUNNING) {
            return frozen().toList();
        }
        return Stream.of(
                        steps(false, this::failing),
                        wave.groups().stream().flatMap(this::refused),
                        Stream.ofNullable(wave.hold()).map(this::held),
                        wave.waitsForApproval() ? Stream.of(approval("the wave", "")) : Stream.<Notice>empty(),
                        wave.groups().stream()
                                .filter(GroupProgress::waitsForApproval)
                                .map(group -> approval("group " + group.name(), "--group " + Typed.word(group.name()))),
                        steps(true, this::manual),
                        frozen(),
                        Stream.ofNullable(wave.window()).flatMap(this::window),
                        quota(),
                        Stream.ofNullable(wave.preflight()).flatMap(this::preflight))
                .flatMap(notices -> notices)
                .toList();
    }

    /** What the wave's own preflight found, as long as it may matter: each with whom it is about, and what to do. */
    private Stream<Notice> preflight(PreflightReport preflight) {
        String age = Notice.minutes(since(preflight.at())) + " ago";
        return preflight.findings().stream()
                .filter(finding -> finding.kind().severity() != Severity.NOTE)
                .map(finding -> Notice.aged(
                        Weight.WARNING,
                        "preflight",
                        finding.kind().severity().word() + " " + finding.kind().word(),
                        age,
                        about(finding) + finding.kind().advice(),
                        null));
    }

    private static String about(Finding finding) {
        String seen = Stream.concat(
                        Stream.ofNullable(finding.detail()),
                        finding.about().stream().limit(MOST_NAMED).map(About::name))
                .collect(Collectors.joining(", "));
        int more = finding.size() - Math.min(MOST_NAMED, finding.about().size());
        return seen.isEmpty() ? "" : seen + (more > 0 ? " and " + more + " more. " : ". ");
    }

    private Notice split(GroupProgress group) {
        Duration frozen = frozen(group);
        String age = group.counts().done() + " of " + group.counts().total() + " done";
        if (!frozen.isZero()) {
            age += group.frozenSince() == null ? ", was frozen for " : ", frozen for ";
            age += Notice.minutes(frozen);
        }
        return Notice.aged(
                Weight.BAD,
                "split",
                group.name(),
                age,
                "some of its servers are cut over, others are not: cut the rest over, or take all back to their sources",
                null);
    }

    /** So far; a clock that is behind takes nothing away. */
    private Duration frozen(GroupProgress group) {
        Duration before = group.frozen() == null ? Duration.ZERO : group.frozen();
        return group.frozenSince() == null ? before : before.plus(since(group.frozenSince()));
    }

    private Duration since(Instant then) {
        Instant until = wave.endedAt() == null ? now : wave.endedAt();
        return until.isBefore(then) ? Duration.ZERO : Duration.between(then, until);
    }

    private Stream<Notice> steps(boolean manual, Function<GroupProgress, Notice> told) {
        return wave.groups().stream()
                .filter(group -> group.waiting() != null && group.waiting().manual() == manual)
                .map(told);
    }

    private Notice failing(GroupProgress group) {
        return step(
                group, Weight.BAD, "does not succeed", " (it is tried on; if you have done it by hand, confirm it)");
    }

    /** What its before-hook or after-hook last said, while jobs of it are blocked for that. */
    private Stream<Notice> refused(GroupProgress group) {
        return group.steps().stream()
                .filter(step -> step.step() != HookStep.UNDO)
                .reduce((older, newer) -> newer)
                .filter(step -> step.endedAt() != null && !step.done())
                .filter(step -> group.counts().blocked() > 0)
                .map(step -> Notice.aged(
                        Weight.WARNING,
                        "refused",
                        group.name() + ", " + step.step().word(),
                        Notice.minutes(since(step.endedAt())) + " ago",
                        step.output() == null ? "" : step.output(),
                        null))
                .stream();
    }

    private Notice manual(GroupProgress group) {
        return step(group, Weight.WARNING, "to do by hand", "");
    }

    private Notice step(GroupProgress group, Weight weight, String label, String more) {
        WaitingStep step = group.waiting();
        return Notice.aged(
                weight,
                label,
                group.name() + ", " + step.step().word(),
                step.since() == null ? "" : "for " + Notice.minutes(since(step.since())),
                (step.text() == null ? "" : step.text()) + more,
                typed("confirm", "--group " + Typed.word(group.name())));
    }

    private Notice held(Hold hold) {
        if (wave.standing() == Standing.DRAINED) {
            String age = Notice.minutes(since(hold.since())) + " ago";
            return Notice.aged(Weight.WARNING, "account", "refused", age, hold.refusal(), null);
        }
        return Notice.aged(
                Weight.WARNING,
                "held",
                Words.spoken(hold.reason()),
                hold.since() == null ? "" : "for " + Notice.minutes(since(hold.since())),
                hold.probing() ? "tries one call before it goes on" : hold.why(),
                hold.probing() ? null : typed("resume", ""));
    }

    private Notice approval(String whose, String option) {
        return Notice.aged(
                Weight.WARNING, "approval", whose, "", "nobody has agreed to it yet", typed("approve", option));
    }

    private String typed(String command, String option) {
        return Typed.of(command, wave.wave(), option);
    }

    private Stream<Notice> frozen() {
        return wave.groups().stream()
                .filter(group -> group.frozenSince() != null && !group.split())
                .map(group -> Notice.aged(
                        Weight.PLAIN, "frozen", group.name(), "for " + Notice.minutes(frozen(group)), "", null));
    }

    /** What comes next of it; once it is closed, for how long. */
    private Stream<Notice> window(Window window) {
        ZoneTime zone = ZoneTime.of(window.timeZone());
        if (isAhead(window.opens())) {
            return Stream.of(ahead("opens", window.opens(), zone));
        }
        if (isAhead(window.lastStart())) {
            return Stream.of(ahead("last start", window.lastStart(), zone));
        }
        if (isAhead(window.closes())) {
            String what = window.lastStart() == null ? "closes" : "no new cutovers; closes";
            return Stream.of(ahead(what, window.closes(), zone));
        }
        if (window.closes() != null) {
            return Stream.of(past("closed", window.closes()));
        }
        return Stream.ofNullable(window.lastStart()).map(at -> past("last start was", at));
    }

    private boolean isAhead(Instant at) {
        return at != null && now.isBefore(at);
    }

    private Notice ahead(String what, Instant at, ZoneTime zone) {
        return new Notice(
                Weight.PLAIN,
                "window",
                what + " " + zone.full(at),
                what + " in " + Notice.clock(Duration.between(now, at)) + " (" + zone.near(at, now) + ")",
                null);
    }

    private Notice past(String what, Instant at) {
        String overdue = wave.overdue() == 0 ? "" : ", " + wave.overdue() + " overdue";
        return new Notice(
                Weight.WARNING,
                "window",
                what + " " + ZoneTime.of(wave.window().timeZone()).full(at) + overdue,
                what + " " + Notice.clock(Duration.between(at, now)) + " ago" + overdue,
                null);
    }

    private Stream<Notice> quota() {
        if (wave.slots() >= wave.maxConcurrent()) {
            return Stream.empty();
        }
        return Stream.of(Notice.aged(
                Weight.WARNING,
                "slots",
                wave.slots() + " of " + wave.maxConcurrent(),
                "",
                "SMC's quota does not allow more now",
                null));
    }
}

package dev.cutover.starter.schedule;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Window;
import dev.cutover.contract.WorkflowIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One start of a schedule that is to come.
 *
 * @param at when it starts
 * @param night the day on which the night begins that is meant
 * @param wave the name of that night's wave
 * @param told what a clock change does to it; empty: nothing
 */
public record Run(Instant at, LocalDate night, String wave, Window window, List<String> told) {

    public Run {
        told = List.copyOf(told);
    }

    /** The same, of a night that an earlier start has had. */
    Run again() {
        List<String> more = new ArrayList<>(told);
        more.add("that night has its wave from the start before: nothing more is started");
        return new Run(at, night, wave, window, more);
    }

    /** @param instead the starts that stand for ones that the clock skips */
    public static Run of(Plan plan, Instant at, List<Instant> instead) {
        Night night = plan.night();
        LocalDate date = night.dateAt(at);
        List<String> told = new ArrayList<>();
        if (instead.contains(at)) {
            told.add("the clock skips the time of its start: it starts when the clock goes forward");
        }
        told.addAll(ClockChanges.told(plan, date));
        told.addAll(passed(plan.on(date), at));
        Window window = night.on(date);
        if (window.opens().isBefore(window.lastStart()) && !at.isBefore(window.lastStart())) {
            told.add("it starts after the last start, because the clock is set back: no wave is started");
        }
        return new Run(at, date, WorkflowIds.nightly(plan.wave(), date), window, told);
    }

    /** Nobody can agree any more to what starts behind its deadline. */
    private static List<String> passed(Plan dated, Instant at) {
        List<String> told = new ArrayList<>();
        passed("the approval", dated.approval(), at).ifPresent(told::add);
        dated.groups()
                .forEach(group -> passed(
                                "the approval of group " + group.name(),
                                group.rules().approval(),
                                at)
                        .ifPresent(told::add));
        return told;
    }

    private static Optional<String> passed(String whose, Approval approval, Instant at) {
        return approval == null || approval.deadline() == null || at.isBefore(approval.deadline())
                ? Optional.empty()
                : Optional.of("it starts after the deadline of " + whose
                        + (approval.startAnyway() ? ": nobody is asked" : ": all of it is deferred"));
    }
}

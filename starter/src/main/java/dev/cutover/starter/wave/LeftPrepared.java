package dev.cutover.starter.wave;

import dev.cutover.contract.GroupRow;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.PerhapsPrepared;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.WaveStart;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What a wave had prepared, or may have, when it was ended by force. It rarely tells: no worker can read on behind such an end. */
final class LeftPrepared {

    private final Wave wave;
    private final WaveStart start;

    private LeftPrepared(Wave wave, WaveStart start) {
        this.wave = wave;
        this.start = start;
    }

    /**
     * The groups that a plan which is started again has to take up; all with hooks when the wave does not tell. Fails when the plan can neither go on
     * with one of them nor undo it.
     */
    static List<PerhapsPrepared> by(Wave wave, Plan plan) throws CommandFailed {
        if (!wave.wasEndedByForce()) {
            return List.of();
        }
        WaveStart start = wave.startedWith().orElse(WaveStart.of(plan));
        List<PerhapsPrepared> left = new LeftPrepared(wave, start).left();
        for (PerhapsPrepared one : left) {
            if (!isTakenUp(group(start.plan(), one), group(plan, one))) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "Wave " + plan.wave() + " was ended by force, and its group " + one.group()
                                + " may stand as its before-hook left it: this plan lacks servers or hooks of that group,"
                                + " and could neither go on with it nor undo it. Start it again with the group as it was,"
                                + " or give this plan another name (--wave) once you know how the group stands.");
            }
        }
        return left;
    }

    private List<PerhapsPrepared> left() throws CommandFailed {
        List<String> units = start.plan().groups().stream()
                .filter(PlannedGroup::isUnit)
                .map(PlannedGroup::name)
                .toList();
        try {
            return wave.look().progress().perhapsPrepared().stream()
                    .filter(one -> units.contains(one.group()))
                    .map(one -> new PerhapsPrepared(one.group(), earlier(one.since(), since(one.group(), one.since()))))
                    .toList();
        } catch (CommandFailed untold) {
            Instant beganAt = wave.beganAt();
            return units.stream()
                    .map(unit -> new PerhapsPrepared(unit, since(unit, beganAt)))
                    .toList();
        }
    }

    /** Since when it can have been prepared by this execution, or by one before it that was ended by force, too. */
    private Instant since(String unit, Instant beganAt) {
        if (start.memory() == null) {
            return start.perhapsPrepared().stream()
                    .filter(one -> one.group().equals(unit))
                    .findFirst()
                    .map(PerhapsPrepared::since)
                    .orElse(beganAt);
        }
        List<String> names =
                start.plan().groups().stream().map(PlannedGroup::name).toList();
        List<GroupRow> rows = start.memory().groups();
        int index = names.indexOf(unit);
        Instant frozenSince = index < rows.size() ? rows.get(index).frozenSince() : null;
        return frozenSince == null ? start.memory().startedAt() : frozenSince;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<PlannedGroup> group(Plan plan, PerhapsPrepared left) {
        return plan.groups().stream()
                .filter(group -> group.name().equals(left.group()))
                .findFirst();
    }

    private static boolean isTakenUp(Optional<PlannedGroup> before, Optional<PlannedGroup> now) {
        return before.isEmpty()
                || (now.isPresent()
                        && new HashSet<>(ids(now.get())).containsAll(ids(before.get()))
                        && hasHooks(
                                before.get().rules().hooks(), now.get().rules().hooks()));
    }

    private static List<String> ids(PlannedGroup group) {
        return group.jobs().stream().map(job -> job.id().value()).toList();
    }

    private static boolean hasHooks(Hooks before, Hooks now) {
        return now != null
                && Arrays.stream(HookStep.values()).allMatch(step -> before.of(step) == null || now.of(step) != null);
    }
}

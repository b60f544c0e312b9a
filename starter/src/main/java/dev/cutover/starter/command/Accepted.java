package dev.cutover.starter.command;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an action met in flight.
 *
 * @param pastPointOfNoReturn a cutover call may have taken effect: nothing undoes it, and it is followed to its end
 * @param notCalled in a slot, and nothing was sent yet
 */
record Accepted(String wave, String action, List<Server> pastPointOfNoReturn, List<Server> notCalled) {

    /** One job in flight. */
    record Server(String id, String name) {}

    static Accepted of(Wave wave, String action, ActionAccepted accepted) {
        Map<JobId, String> names = accepted.inFlight().isEmpty() ? Map.of() : names(wave);
        List<Server> past = new ArrayList<>();
        List<Server> notCalled = new ArrayList<>();
        for (CutoverRef cutover : accepted.inFlight()) {
            String id = cutover.job().value();
            (isCalled(wave, cutover) ? past : notCalled).add(new Server(id, names.getOrDefault(cutover.job(), id)));
        }
        return new Accepted(wave.name(), action, past, notCalled);
    }

    /** Whoever may be; one that nobody tells of may. */
    private static boolean isCalled(Wave wave, CutoverRef cutover) {
        try {
            return wave.progress(cutover).map(Accepted::isCalled).orElse(true);
        } catch (CommandFailed silence) {
            return true;
        }
    }

    private static boolean isCalled(CutoverProgress cutover) {
        return switch (cutover.phase()) {
            case AWAIT, VERIFY -> true;
            case CALL -> cutover.calls() > 0;
            // It is undone only when it is clear that no call took effect.
            case UNDO -> false;
        };
    }

    /** None when nobody tells: the action is accepted all the same, and the ids are known. */
    private static Map<JobId, String> names(Wave wave) {
        try {
            return wave.look().jobs().stream().collect(Collectors.toMap(JobLine::job, JobLine::name));
        } catch (CommandFailed silence) {
            return Map.of();
        }
    }

    void tell(Terminal terminal) {
        list(terminal, "past the point of no return, and followed to their end", pastPointOfNoReturn);
        list(terminal, "in a slot, and not called yet", notCalled);
    }

    private static void list(Terminal terminal, String what, List<Server> servers) {
        if (!servers.isEmpty()) {
            terminal.out()
                    .println("  " + what + " (" + servers.size() + "): "
                            + servers.stream().map(Server::name).collect(Collectors.joining(", ")));
        }
    }
}

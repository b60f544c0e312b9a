package dev.cutover.starter.view;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Jobs in lines for a person. */
final class JobText {

    private static final int MOST_NAMES = 12;

    /** Those that a later version wrote, too. */
    private static final List<JobState> NEED_A_PERSON =
            List.of(JobState.UNFINISHED, JobState.FAILED, JobState.BLOCKED, JobState.UNRECOGNISED);

    private final Style style;
    private final Window window;

    JobText(Style style, Window window) {
        this.style = style;
        this.window = window;
    }

    /** Jobs that need a person for one reason. */
    private record Trouble(JobState state, Reason reason, String code) {
        static Trouble of(JobLine job) {
            return new Trouble(job.state(), job.reason(), job.code());
        }
    }

    /**
     * Those that need a person, worst first. What to do stands under those for whom it is to be done, on lines of its own.
     *
     * @param most how many lines at most; one that is left over counts the jobs that have none
     * @param rest the command that shows those
     */
    List<String> troubles(List<JobLine> jobs, Predicate<JobState> wanted, int most, String rest) {
        return troubles(jobs, wanted, most, rest, Asides.NONE);
    }

    /** As above, with what else is known of them. */
    List<String> troubles(List<JobLine> jobs, Predicate<JobState> wanted, int most, String rest, Asides asides) {
        Map<Trouble, List<JobLine>> troubles = new LinkedHashMap<>();
        for (JobState state : NEED_A_PERSON) {
            jobs.stream()
                    .filter(job -> job.state() == state && wanted.test(state))
                    .forEach(job -> troubles.computeIfAbsent(Trouble.of(job), trouble -> new ArrayList<>())
                            .add(job));
        }
        List<String> lines = new ArrayList<>();
        told(troubles, Integer.MAX_VALUE, lines, asides);
        if (lines.size() > most) {
            lines.clear();
            int left = told(troubles, most - 1, lines, asides);
            lines.add("  ... and " + left + " more: `" + rest + "`");
        }
        return lines;
    }

    /** What is under way and worth knowing by name. */
    List<String> underWay(List<JobLine> jobs) {
        List<String> lines = new ArrayList<>();
        names(jobs, JobLine::overdue).ifPresent(names -> lines.add("  " + style.bad("overdue at SMC: ") + names));
        names(jobs, JobLine::verifying).ifPresent(names -> lines.add("  verifying: " + names));
        return lines;
    }

    private static Optional<String> names(List<JobLine> jobs, Predicate<JobLine> wanted) {
        List<String> names = jobs.stream().filter(wanted).map(JobLine::name).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        int shown = Math.min(MOST_NAMES, names.size());
        String rest = shown == names.size() ? "" : " and " + (names.size() - shown) + " more";
        return Optional.of(String.join(", ", names.subList(0, shown)) + rest);
    }

    /** How many jobs found no room. */
    private int told(Map<Trouble, List<JobLine>> troubles, int room, List<String> lines, Asides asides) {
        int left = 0;
        for (List<JobLine> jobs : troubles.values()) {
            List<String> advice = new ArrayList<>(advice(jobs.get(0)));
            asides.commands(jobs).forEach(command -> advice.addAll(window.wrapped("    ", command)));
            int shown = Math.max(0, Math.min(jobs.size(), room - lines.size() - advice.size()));
            jobs.subList(0, shown).forEach(job -> lines.add("  " + name(job) + asides.said(job)));
            if (shown > 0) {
                lines.addAll(advice);
            }
            left += jobs.size() - shown;
        }
        return left;
    }

    private List<String> advice(JobLine job) {
        return job.reason() == null ? List.of() : window.wrapped("    ", Why.of(job));
    }

    /** One job that needs a person, with what to do, in one line however long. */
    String trouble(JobLine job) {
        return name(job) + (job.reason() == null ? "" : ": " + Why.of(job));
    }

    private String name(JobLine job) {
        return style.of(job.state(), Words.spoken(job.state())) + "  " + job.name() + " (" + job.job() + ")"
                + (job.readyAgain() ? style.warning("  ready again") : "")
                + (standsFrozen(job) ? style.warning("  stands frozen") : "");
    }

    /** What was prepared for its cutover is not undone, and it is not being cut over. */
    private static boolean standsFrozen(JobLine job) {
        return job.prepared() && job.state() != JobState.CUTTING_OVER;
    }

    /** All jobs, one a line. */
    List<String> table(List<JobLine> jobs) {
        int names = widest(jobs.stream().map(JobLine::name).toList());
        int groups = widest(jobs.stream().map(JobLine::group).toList());
        int ids = widest(jobs.stream().map(job -> job.job().value()).toList());
        return jobs.stream()
                .map(job -> padded(job.name(), names) + "  " + padded(job.job().value(), ids) + "  "
                        + padded(job.group(), groups) + "  "
                        + style.of(job.state(), "%-12s".formatted(Words.spoken(job.state()))) + note(job))
                .map(String::stripTrailing)
                .toList();
    }

    private static String note(JobLine job) {
        List<String> notes = new ArrayList<>();
        if (job.reason() != null) {
            notes.add(job.reason().word());
        }
        if (job.code() != null) {
            notes.add(job.code());
        }
        if (job.readyAgain()) {
            notes.add("ready again");
        }
        if (standsFrozen(job)) {
            notes.add("stands frozen");
        }
        if (job.verifying()) {
            notes.add("verifying");
        }
        if (job.overdue()) {
            notes.add("overdue");
        }
        if (job.state() == JobState.WATCHING && job.waitingSeenAt() != null) {
            notes.add("Waiting since " + Json.instant(job.waitingSeenAt()));
        }
        return "  " + String.join(", ", notes);
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}

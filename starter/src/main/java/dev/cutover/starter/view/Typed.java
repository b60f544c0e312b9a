package dev.cutover.starter.view;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person types about blocked jobs, ready to be copied but for the reason.
 *
 * @param wave its name
 * @param all all jobs of the wave: a rule is only typed when it takes those that are meant and no others
 */
record Typed(String wave, List<JobLine> all) {

    private static final int MOST_JOBS = 12;

    /** {@code cutover approve night --group app --reason ...}. */
    static String of(String command, String wave, String target) {
        return "cutover " + command + " " + wave + (target.isEmpty() ? "" : " " + target) + " --reason ...";
    }

    /** As a shell reads it as one word. */
    static String word(String name) {
        return name.matches("[A-Za-z0-9._-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    /** For jobs that are blocked for one reason; the likeliest first. */
    List<String> forBlocked(List<JobLine> jobs) {
        FailureKind kind = failure(jobs.get(0).reason());
        List<String> commands = new ArrayList<>();
        if (kind != FailureKind.JOB_ONE_OFF) {
            commands.add(of("retry", wave, ruled(jobs) + (canAllBeRestarted(jobs) ? " --restart" : "")));
        }
        switch (kind) {
            case JOB_ONE_OFF,
                    JOB_MISSING,
                    JOB_STATUS_UNKNOWN,
                    IN_ANOTHER_WAVE,
                    UNKNOWN_CODE,
                    CANCELLED_BY_HAND,
                    BAD_REQUEST,
                    SOURCE_OFFLINE -> commands.add(of("skip", wave, named(jobs)));
            case NOT_VERIFIED -> commands.add(of("mark-done", wave, ruled(jobs)));
            default -> {
                // There is one way to go on.
            }
        }
        return commands;
    }

    private static FailureKind failure(Reason reason) {
        return reason == null ? FailureKind.UNRECOGNISED : reason.failure().orElse(FailureKind.UNRECOGNISED);
    }

    /** The wave refuses to have others restarted. */
    private static boolean canAllBeRestarted(List<JobLine> jobs) {
        return jobs.stream()
                .allMatch(job -> job.known() == Sighting.IN_ERROR
                        || job.known() == Sighting.STOPPED
                        || job.known() == Sighting.NEVER_STARTED);
    }

    /** By a rule that takes blocked jobs only, where one takes these and no others. */
    private String ruled(List<JobLine> jobs) {
        List<JobLine> blocked =
                all.stream().filter(job -> job.state() == JobState.BLOCKED).toList();
        String group = jobs.get(0).group();
        if (jobs.size() > 1
                && blocked.stream()
                        .filter(job -> job.group().equals(group))
                        .toList()
                        .equals(jobs)) {
            return "--group " + word(group);
        }
        return jobs.size() > 1 && blocked.equals(jobs) ? "--state blocked" : named(jobs);
    }

    private String named(List<JobLine> jobs) {
        return jobs.size() > MOST_JOBS
                ? "JOB..."
                : jobs.stream().map(this::named).collect(Collectors.joining(" "));
    }

    /** By its name, unless another one has it, too. */
    private String named(JobLine job) {
        boolean isUnique =
                all.stream().filter(one -> one.name().equals(job.name())).count() == 1;
        return word(isUnique ? job.name() : job.job().value());
    }
}

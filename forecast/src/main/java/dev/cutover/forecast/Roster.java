package dev.cutover.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A wave laid out to be played through many times: its jobs have numbers, and stand in the order in which their group takes slots. */
final class Roster {

    private final WaveAhead wave;
    private final List<JobAhead> jobs = new ArrayList<>();
    private final List<GroupAhead> groupsOfJobs = new ArrayList<>();
    private final List<Integer> firstOfGroup = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final Map<String, Integer> groupNumbers = new LinkedHashMap<>();

    Roster(WaveAhead wave) {
        this.wave = wave;
        for (GroupAhead group : wave.groups()) {
            groupNumbers.putIfAbsent(group.name(), groupNumbers.size());
            firstOfGroup.add(jobs.size());
            int[] places = IntStream.range(0, group.jobs().size())
                    .boxed()
                    .sorted(Comparator.comparing(
                            place -> group.jobs().get(place).expectedWithHooks(), Comparator.reverseOrder()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            numbers.addAll(numbers(places, jobs.size()));
            for (int place : places) {
                jobs.add(group.jobs().get(place));
                groupsOfJobs.add(group);
            }
        }
    }

    private static List<Integer> numbers(int[] places, int first) {
        Integer[] numbers = new Integer[places.length];
        for (int rank = 0; rank < places.length; rank++) {
            numbers[places[rank]] = first + rank;
        }
        return Arrays.asList(numbers);
    }

    WaveAhead wave() {
        return wave;
    }

    int size() {
        return jobs.size();
    }

    /** How many have not come to an outcome. */
    int ahead() {
        return (int) jobs.stream().filter(job -> !job.isOver()).count();
    }

    /** The numbers of all jobs. */
    IntStream inPlanOrder() {
        return numbers.stream().mapToInt(Integer::intValue);
    }

    /** How many steps it takes to play it through, about. */
    int cost() {
        return jobs.size() + jobs.size() * wave.groups().size() / 100;
    }

    /** Whether no job that counts has a spread. */
    boolean isExact() {
        return jobs.stream()
                .noneMatch(job -> (job.stage() == Stage.AHEAD || job.stage() == Stage.IN_FLIGHT)
                        && !job.run().isExact());
    }

    JobAhead job(int number) {
        return jobs.get(number);
    }

    GroupAhead groupOf(int job) {
        return groupsOfJobs.get(job);
    }

    /** The number of its first job; the others follow. */
    int first(int group) {
        return firstOfGroup.get(group);
    }

    /** -1: there is none of that name. */
    int group(String name) {
        return groupNumbers.getOrDefault(name, -1);
    }

    /** The first that waits for no other; -1: there is none. */
    int firstGroup() {
        for (int number = 0; number < wave.groups().size(); number++) {
            if (wave.groups().get(number).after().isEmpty()) {
                return number;
            }
        }
        return -1;
    }

    /** How long it has been in cutover at SMC, for a job in flight. */
    Duration inCutover(JobAhead job) {
        return job.since() == null
                ? Duration.ZERO
                : Duration.between(job.since().plus(job.before()), wave.now());
    }

    /** When something that happens then is seen: on the next beat. */
    long seen(long at) {
        long beat = beat();
        return beat == 0 ? at : at + Math.floorMod(-at, beat);
    }

    /** The first look at what begins or ends then: on the beat after it, never at once, for a call leaves a moment after its beat. */
    long firstLook(long at) {
        return beat() == 0 ? at : seen(at + 1);
    }

    private long beat() {
        return wave.beat() == null ? 0 : wave.beat().toMillis();
    }
}

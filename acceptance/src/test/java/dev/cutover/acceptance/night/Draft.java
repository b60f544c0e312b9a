package dev.cutover.acceptance.night;

import dev.cutover.contract.Plan;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One night as it is drawn, before it takes place.
 *
 * @param deeds in the order of time
 * @param continueAfterEvents as in {@link dev.cutover.contract.WaveStart}
 */
record Draft(
        long seed,
        Plan plan,
        SimulatorOptions options,
        List<SimulatedJob> servers,
        List<Fault> faults,
        List<Deed> deeds,
        int continueAfterEvents) {

    static final Instant BEGIN = Instant.parse("2026-11-28T01:00:00Z");

    /** When the last of the random deeds has been done. */
    static final Duration LONGEST = Duration.ofHours(3);

    /** Those that come more often stand there more often. */
    private static final List<Deed.Kind> USUAL = List.of(
            Deed.Kind.HOLD,
            Deed.Kind.RESUME,
            Deed.Kind.RESUME,
            Deed.Kind.SKIP,
            Deed.Kind.RETRY,
            Deed.Kind.RETRY,
            Deed.Kind.RESTART,
            Deed.Kind.MARK_DONE,
            Deed.Kind.APPROVE,
            Deed.Kind.CONFIRM,
            Deed.Kind.EXTEND,
            Deed.Kind.SET,
            Deed.Kind.SET,
            Deed.Kind.RUN_BEGINS,
            Deed.Kind.RUN_BEGINS,
            Deed.Kind.SOURCE_GOES_OFFLINE);

    static Draft of(long seed) {
        Lot lot = new Lot(seed);
        Plan plan = new DrawnPlan(new Lot(lot.seed())).plan();
        DrawnWorld world = new DrawnWorld(new Lot(lot.seed()), plan);
        return new Draft(
                seed,
                plan,
                world.options(seed),
                world.servers(),
                world.faults(),
                deeds(lot),
                lot.oneIn(4) ? lot.between(60, 200) : 0);
    }

    private static List<Deed> deeds(Lot lot) {
        List<Deed> deeds = new ArrayList<>();
        for (int count = lot.between(0, 8); count > 0; count--) {
            deeds.add(new Deed(moment(lot), lot.of(USUAL), lot.seed()));
        }
        if (lot.oneIn(8)) {
            deeds.add(new Deed(moment(lot), Deed.Kind.DRAIN, lot.seed()));
        }
        if (!lot.oneIn(3)) {
            int every = lot.between(10, 30);
            IntStream.range(1, (int) LONGEST.toMinutes() / every)
                    .forEach(round -> deeds.add(
                            new Deed(Duration.ofMinutes((long) round * every), Deed.Kind.LOOK_AFTER_ALL, lot.seed())));
        }
        deeds.sort(Comparator.comparing(Deed::at));
        return deeds;
    }

    /** Not on the minute: most of what happens by itself does. */
    private static Duration moment(Lot lot) {
        return lot.oneIn(3) ? lot.minutes(0, 150) : Duration.ofSeconds(lot.between(0, 150 * 60));
    }

    List<String> jobs() {
        return servers.stream().map(SimulatedJob::id).toList();
    }
}

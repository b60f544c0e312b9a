package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what is drawn depends on the seed alone")
class SeedTest {

    private static final List<String> IDS =
            IntStream.rangeClosed(1, 100).mapToObj(i -> "j-" + i).toList();

    /** What the ledger has of four calls on each job, by job. */
    private static Map<String, List<String>> effects(long seed, List<String> order) {
        TestCloud cloud = new TestCloud(SimulatorOptions.defaults().withSeed(seed));
        IDS.forEach(id -> cloud.cloud.add(TestCloud.hourly(id)));
        cloud.cloud.add(Fault.atRate(FaultKind.INTERNAL_ERROR_BEFORE, Fault.CUT_OVER, 0.25));
        cloud.cloud.add(Fault.atRate(FaultKind.ACKNOWLEDGED_ONLY, Fault.CUT_OVER, 0.5));
        Map<String, List<String>> effects = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            for (String id : order) {
                cloud.cutOver(id);
                effects.computeIfAbsent(id, key -> new ArrayList<>()).add(cloud.lastEffect());
                cloud.cloud.change(JobChange.moved(id, "Waiting"));
            }
        }
        return effects;
    }

    @Test
    @DisplayName("the same seed strikes the same calls of each job, in whatever order jobs come")
    void sameSeed() {
        List<String> otherWay = new ArrayList<>(IDS);
        Collections.reverse(otherWay);
        assertThat(effects(7, IDS)).isEqualTo(effects(7, IDS)).isEqualTo(effects(7, otherWay));
    }

    @Test
    @DisplayName("another seed strikes others")
    void anotherSeed() {
        assertThat(effects(7, IDS)).isNotEqualTo(effects(8, IDS));
    }

    @Test
    @DisplayName("a rate of a quarter strikes about a quarter; half of the rest is about three eighths")
    void rate() {
        List<String> all =
                effects(7, IDS).values().stream().flatMap(List::stream).toList();
        assertThat(Collections.frequency(all, "none/sent/InternalError")).isBetween(70, 130);
        assertThat(Collections.frequency(all, "none/sent")).isBetween(115, 185);
    }

    @Test
    @DisplayName("the same seed and the same calls give the same ledger, to the last request id")
    void sameLedger() {
        assertThat(ledger(7)).isEqualTo(ledger(7)).isNotEqualTo(ledger(8));
    }

    private static List<LedgerEntry> ledger(long seed) {
        TestCloud cloud = new TestCloud(SimulatorOptions.defaults().withSeed(seed), TestCloud.hourly("j-1"));
        cloud.cloud.add(Fault.atRate(FaultKind.THROTTLE, Fault.CUT_OVER, 0.5));
        for (int i = 0; i < 10; i++) {
            cloud.cutOver("j-1");
            cloud.state("j-1");
            cloud.clock.forward(Duration.ofMinutes(1));
        }
        return cloud.cloud.ledger();
    }
}

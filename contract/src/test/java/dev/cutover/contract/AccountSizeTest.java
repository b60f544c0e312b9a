package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Account.FoundJobs;
import dev.cutover.contract.JobQuery.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Temporal has to carry of a large account. */
class AccountSizeTest {

    /** Temporal warns from here on, and refuses four times as much. */
    private static final int WARNING = 512 * 1024;

    @Test
    void three_thousand_jobs_with_tags_are_far_below_what_temporal_warns_of() {
        List<FoundJob> jobs = IntStream.rangeClosed(1, 3_000)
                .mapToObj(number -> new FoundJob(
                        new JobId(mixed("j-bp1", number)),
                        "prod-shop-web-%04d".formatted(number),
                        mixed("s-bp1", number * 31),
                        "cn-shanghai",
                        mixed("w-", number % 60),
                        "Running/Syncing",
                        true,
                        Instant.ofEpochSecond(1_795_000_000L + number * 7_919L),
                        List.of(
                                new Tag("app", "app-" + number % 40),
                                new Tag("tier", number % 3 == 0 ? "database" : "web"),
                                new Tag("owner", "team-" + number % 17),
                                new Tag("cost-centre", "cc-" + number % 230))))
                .toList();
        assertThat(Converter.dataConverter()
                        .toPayload(new FoundJobs(jobs))
                        .orElseThrow()
                        .getSerializedSize())
                .isLessThan(WARNING / 2);
    }

    /** Seventeen letters and digits, as mixed as those of a real id. */
    private static String mixed(String prefix, int number) {
        long drawn = number * 0x9E3779B97F4A7C15L ^ 0x5DEECE66DL;
        return prefix
                + Long.toUnsignedString(drawn, 36)
                + Long.toUnsignedString(drawn >>> 7, 36).substring(0, 4);
    }
}

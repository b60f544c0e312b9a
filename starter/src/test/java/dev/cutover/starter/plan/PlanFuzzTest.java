package dev.cutover.starter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a file, it is read or refused with problems that can be shown. The seed is fixed: what fails once fails again. */
class PlanFuzzTest {

    private static final int ROUNDS = 4_000;

    /** Bytes that mean something to a reader of YAML or CSV, and some that mean nothing to anybody. */
    private static final byte[] SPICE =
            "{}[]:,-?&*!|>'\"%@`#~\t\n\r \\<=.0\0\u001b".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @MethodSource("examples")
    void survivesTruncation(Path example) throws IOException {
        byte[] whole = Files.readAllBytes(example);

        for (int length = 0; length <= whole.length; length++) {
            read(Arrays.copyOf(whole, length), example);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void survivesChangedBytes(Path example) throws IOException {
        byte[] whole = Files.readAllBytes(example);
        Random random = new Random(20261123);

        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                changed[random.nextInt(changed.length)] =
                        random.nextBoolean() ? SPICE[random.nextInt(SPICE.length)] : (byte) random.nextInt(256);
            }
            read(changed, example);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void survivesBytesThatAreCutOutAndPutElsewhere(Path example) throws IOException {
        byte[] whole = Files.readAllBytes(example);
        Random random = new Random(20261124);

        for (int round = 0; round < ROUNDS; round++) {
            int from = random.nextInt(whole.length);
            int length = random.nextInt(Math.min(40, whole.length - from) + 1);
            int to = random.nextInt(whole.length - length + 1);
            byte[] changed = new byte[whole.length + length];
            System.arraycopy(whole, 0, changed, 0, to);
            System.arraycopy(whole, from, changed, to, length);
            System.arraycopy(whole, to, changed, to + length, whole.length - to);
            read(changed, example);
        }
    }

    static List<Path> examples() throws IOException {
        return PlanDocsTest.examples();
    }

    private static void read(byte[] bytes, Path file) {
        try {
            PlanFile.read(bytes, file, null);
        } catch (PlanRefused refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank().doesNotContain("null");
                assertThat((problem.message() + problem.suggestion()).codePoints())
                        .noneMatch(Quote::isInvisible);
            });
        }
    }
}

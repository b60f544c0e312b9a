package dev.cutover.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the launcher builds, and what it says of it. */
class LauncherBuildTest extends Launched {
    /** After the sources of {@link Checkout}, and long before the test. */
    private static final FileTime LATER_THAN_THE_SOURCES = FileTime.from(Instant.parse("2021-01-01T00:00:00Z"));

    @Test
    void buildsWhenThereIsNoJarAndSaysSoOnStderr() throws Exception {
        Checkout checkout = Checkout.of(temporary);

        Ended ended = run(checkout, Map.of(), "list");

        assertThat(ended.code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(ended.err()).startsWith("cutover: building").contains("noise of Maven");
        assertThat(ended.out()).doesNotContain("noise of Maven");
    }

    @ParameterizedTest
    @CsvSource({
        "pom.xml,                                       true",
        "starter/pom.xml,                               true",
        "starter/src/main/java/Main.java,               true",
        "starter/src/main/java/New.java,                true",
        "contract/src/main/resources/a/b.properties,    true",
        ".mvn/jvm.config,                               true",
        "starter/src/test/java/MainTest.java,           false",
        "README.md,                                     false",
        "starter/target/classes/Main.class,             false"
    })
    void buildsAgainWhenASourceIsNewer(String changed, boolean builds) throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Files.setLastModifiedTime(checkout.jar(), LATER_THAN_THE_SOURCES);
        checkout.write(changed, "changed");

        Ended first = run(checkout, Map.of(), "list");
        Ended second = run(checkout, Map.of(), "list");

        assertThat(checkout.builds()).isEqualTo(builds ? 1 : 0);
        assertThat(first.err().isEmpty()).isEqualTo(!builds);
        assertThat(second.err()).isEmpty();
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Files.setLastModifiedTime(checkout.jar(), LATER_THAN_THE_SOURCES);
        Files.delete(checkout.folder().resolve("starter/src/main/java/Main.java"));

        run(checkout, Map.of(), "list");

        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainForWhatWasEditedDuringTheBuild() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Path gate = temporary.resolve("gate");
        Map<String, String> held = Map.of("FAKE_BUILD_STARTED", started.toString(), "FAKE_BUILD_GATE", gate.toString());

        Process building = start(checkout, held, checkout.launcher(), "list");
        awaitFile(started);
        checkout.write("starter/src/main/java/Main.java", "edited meanwhile");
        Files.createFile(gate);
        end(building);
        run(checkout, Map.of(), "list");

        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void keepsTheOldJarAndEndsWith1WhenTheBuildFails() throws Exception {
        Checkout checkout = Checkout.of(temporary);

        Ended ended = run(checkout, Map.of("FAKE_BUILD_EXIT", "3"), "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).endsWith("cutover: the build failed (3).\n");
        assertThat(ended.out()).isEmpty();
        assertThat(checkout.jar()).doesNotExist();
    }

    @Test
    void saysThatBuildingNeedsMoreThanAJre() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Files.delete(checkout.bin().resolve("javac"));

        Ended ended = run(checkout, Map.of(), "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("needs a JDK").hasLineCount(1);
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void buildsWithAJavaHomeThatIsRelativeToTheCaller() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path javaHome = temporary.relativize(checkout.bin().getParent());

        Ended ended = run(checkout, Map.of("JAVA_HOME", javaHome.toString()), "list");

        assertThat(ended.code()).isZero();
        assertThat(checkout.jar()).exists();
    }

    /** Where one checkout serves a machine's operators. */
    @Test
    void saysWhoHasToBuildWhereTheCallerMayNotWrite() throws Exception {
        Checkout checkout = Checkout.of(temporary).write(".cache", "no folder: not even root makes one here");

        Ended ended = run(checkout, Map.of(), "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("there is no jar yet", "may not write to", "its owner")
                .hasLineCount(1);
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void runsTheJarBesideItWhereThereAreNoSources() throws Exception {
        Checkout installation = Checkout.installation(temporary);

        Ended ended = run(installation, Map.of(), "worker");

        assertThat(ended.arguments())
                .contains(installation
                        .folder()
                        .toRealPath()
                        .resolve("cutover.jar")
                        .toString());
        assertThat(installation.builds()).isZero();
    }

    @Test
    void saysWhenThereIsNoJarBesideIt() throws Exception {
        Checkout installation = Checkout.installation(temporary);
        Files.delete(installation.folder().resolve("cutover.jar"));

        Ended ended = run(installation, Map.of(), "worker");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("there is no cutover.jar").hasLineCount(1);
    }
}

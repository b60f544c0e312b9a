package dev.cutover.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import dev.cutover.forecast.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a forecast says of a job, the page about forecasts says what to do. */
class ForecastDocsTest {

    @ParameterizedTest
    @EnumSource
    void says_what_to_do_about(Obstacle obstacle) throws IOException {
        assertThat(Files.readString(Project.root().resolve("docs/forecast.md")))
                .contains("\n| " + obstacle.sentence() + " | ");
    }
}

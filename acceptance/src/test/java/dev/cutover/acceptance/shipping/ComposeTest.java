package dev.cutover.acceptance.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docker-compose.yml}, as far as it can be judged without Docker. */
class ComposeTest {
    private static final Map<String, Map<String, Object>> SERVICES = services();

    @Test
    void everyServiceThatIsWaitedForIsThereAndCanTellWhenItIsReady() {
        SERVICES.forEach((name, service) -> dependencies(service).forEach((wanted, condition) -> {
            assertThat(SERVICES).as(name).containsKey(wanted);
            if (condition.equals("service_healthy")) {
                assertThat(SERVICES.get(wanted))
                        .as(name + " waits for " + wanted)
                        .containsKey("healthcheck");
            }
            if (condition.equals("service_completed_successfully")) {
                assertThat((String) SERVICES.get(wanted).get("restart"))
                        .as(wanted)
                        .startsWith("on-failure");
            }
        }));
        assertThat(dependencies(SERVICES.get("worker"))).isNotEmpty();
    }

    @Test
    void everyPortIsPublishedOnLoopbackOnly() {
        List<String> ports = SERVICES.values().stream()
                .flatMap(service -> list(service.get("ports")).stream())
                .map(Object::toString)
                .toList();

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void everyImageIsPinned() {
        assertThat(SERVICES.values())
                .extracting(service -> (String) service.get("image"))
                .doesNotContainNull()
                .allMatch(image -> image.matches(".+:.*\\d+\\.\\d+.*") && !image.contains("latest"));
    }

    @Test
    void temporalAndItsToolsAreOfOneVersion() {
        assertThat(SERVICES.values().stream()
                        .map(service -> (String) service.get("image"))
                        .filter(image -> image.matches("temporalio/(server|admin-tools):.*"))
                        .map(image -> image.replaceFirst(".*:", ""))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void ourImageIsOfThisVersion() throws IOException {
        Matcher version = Pattern.compile("<artifactId>cutover</artifactId>\\s*<version>(.+)</version>")
                .matcher(Files.readString(Project.root().resolve("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(SERVICES.get("worker")).containsEntry("image", "cutover:" + version.group(1));
        assertThat(SERVICES.get("simulator")).containsEntry("image", "cutover:" + version.group(1));
    }

    /** Not even one for development: a password that everyone knows opens the database that holds every wave. */
    @Test
    void everySecretComesFromTheEnvironmentOfTheCaller() {
        List<Entry<String, Object>> secrets = SERVICES.values().stream()
                .flatMap(service -> map(service.get("environment")).entrySet().stream())
                .filter(entry -> entry.getKey().matches(".*(PASSWORD|PWD|SECRET|TOKEN|KEY).*"))
                .toList();

        assertThat(secrets)
                .isNotEmpty()
                .allMatch(entry -> entry.getValue().toString().matches("\\$\\{\\w+:[?-].*}"));
    }

    @Test
    void everyVariableIsInTheExample() throws IOException {
        List<String> example = Files.readAllLines(Project.root().resolve(".env.example"));
        Matcher variables = Pattern.compile("(?<!\\$)\\$\\{(\\w+)")
                .matcher(Files.readString(Project.root().resolve("docker-compose.yml")));

        assertThat(variables.results().map(found -> found.group(1)).distinct())
                .isNotEmpty()
                .allMatch(name -> example.stream().anyMatch(line -> line.matches("#?" + name + "=.*")));
        assertThat(example).noneMatch(line -> line.matches("[A-Z_]*(PASSWORD|SECRET|TOKEN|KEY)[A-Z_]*=.+"));
    }

    @Test
    void theSimulatorOnlyComesWhenAsked() {
        assertThat(SERVICES.get("simulator")).containsEntry("profiles", List.of("simulator"));
    }

    @Test
    void everyMountedFileOfOursIsThere() {
        List<String> mounted = SERVICES.values().stream()
                .flatMap(service -> list(service.get("volumes")).stream())
                .map(Object::toString)
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.replaceFirst(":.*", ""))
                .toList();

        assertThat(mounted)
                .isNotEmpty()
                .allMatch(file -> Files.exists(Project.root().resolve(file)));
    }

    @SuppressWarnings("unchecked") // what YAML holds is known at run time
    private static Map<String, Map<String, Object>> services() {
        try (var file = Files.newInputStream(Project.root().resolve("docker-compose.yml"))) {
            Object compose = new Load(LoadSettings.builder().build()).loadFromInputStream(file);
            return (Map<String, Map<String, Object>>) ((Map<String, Object>) compose).get("services");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> dependencies(Map<String, Object> service) {
        return map(service.get("depends_on")).entrySet().stream()
                .collect(Collectors.toMap(
                        Entry::getKey,
                        entry -> map(entry.getValue()).get("condition").toString()));
    }

    @SuppressWarnings("unchecked") // what YAML holds is known at run time
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) Objects.requireNonNullElse(value, Map.of());
    }

    private static List<?> list(Object value) {
        return (List<?>) Objects.requireNonNullElse(value, List.of());
    }
}

package dev.cutover.acceptance.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import dev.cutover.acceptance.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's commands do what it says, for someone who has just got these files and nothing built. That takes minutes (the second
 * command is the whole gate), so it runs with profile e2e. The gate that it calls is without that profile, and therefore leaves this
 * test out.
 */
@Tag("readme")
class ReadmeTest {
    /** A fenced block of shell holds nothing but commands, one a line. */
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @Test
    @Timeout(1800)
    void itsCommandsWorkInACleanCopy(@TempDir Path temporary) throws Exception {
        List<String> commands = commands();
        assertThat(commands).startsWith("./cutover demo", "./mvnw verify");
        Path copy = temporary.resolve("a clean copy");
        copyTrackedFiles(copy);

        for (String command : commands) {
            try (ChildProcess shell = ChildProcess.start(
                    Map.of("CUTOVER_JAVA_OPTS", "", "MAVEN_OPTS", "", "MAVEN_ARGS", ""),
                    List.of("sh", "-c", "cd \"$0\" && exec " + command, copy.toString()))) {
                int code = shell.awaitEnd(Duration.ofMinutes(15));
                shell.keepOutput(Project.root()
                        .resolve("acceptance/target/readme")
                        .resolve(command.replaceAll("\\W+", "-") + ".log"));
                assertThat(code)
                        .as("`" + command + "` said:\n" + String.join("\n", shell.output()))
                        .isZero();
            }
        }
    }

    private static List<String> commands() throws IOException {
        return COMMANDS.matcher(Files.readString(Project.root().resolve("README.md")))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static void copyTrackedFiles(Path copy) throws IOException, InterruptedException {
        Path root = Project.root();
        for (Path file : trackedFiles(root)) {
            Path from = root.resolve(file);
            if (Files.isRegularFile(from)) { // what was removed and not yet committed is still tracked
                Path to = copy.resolve(file);
                Files.createDirectories(to.getParent());
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Those that git knows; without git (an unpacked archive, say) all but what a build leaves behind. */
    private static List<Path> trackedFiles(Path root) throws IOException, InterruptedException {
        if (Files.exists(root.resolve(".git"))) {
            Process git = new ProcessBuilder("git", "ls-files", "-z")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String names = new String(git.getInputStream().readAllBytes(), UTF_8);
            assertThat(git.waitFor()).isZero();
            return Arrays.stream(names.split("\0")).map(Path::of).toList();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> Stream.of("target", ".cache", ".git")
                            .noneMatch(left ->
                                    file.startsWith(left) || file.toString().contains("/" + left + "/")))
                    .toList();
        }
    }
}

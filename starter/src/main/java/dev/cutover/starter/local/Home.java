package dev.cutover.starter.local;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The user's own folders, which nobody else can write into: a program that somebody else planted in there would be run.
 *
 * @param data Temporal's database, its log, the sample plan
 * @param programs a downloaded Temporal
 */
record Home(Path data, Path programs) {

    /** @param data as asked for, or {@code null} */
    static Home of(Path data, Map<String, String> environment) throws CommandFailed {
        Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return new Home(
                own(data == null ? base(environment, "XDG_DATA_HOME", user, ".local/share") : data),
                own(base(environment, "XDG_CACHE_HOME", user, ".cache").resolve("temporal")));
    }

    private static Path base(Map<String, String> environment, String variable, Path user, String usual) {
        String set = environment.getOrDefault(variable, "");
        return (set.isEmpty() ? user.resolve(usual) : Path.of(set)).resolve("cutover");
    }

    private static Path own(Path folder) throws CommandFailed {
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return folder.toRealPath();
        } catch (IOException failure) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "The folder " + folder + " cannot be made or is not ours: " + failure.getMessage()
                            + ". Give another with --data.");
        }
    }

    Path database() {
        return data.resolve("temporal.db");
    }

    Path log() {
        return data.resolve("temporal.log");
    }

    Path samplePlan() {
        return data.resolve("sample-plan.yaml");
    }
}

package dev.cutover.starter.local;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * The user's own folders, which nobody else can write into: a program that somebody else planted in there would be run.
 *
 * @param data Temporal's database, its log, the sample plan
 * @param programs a downloaded Temporal; {@code null} when none is to be downloaded
 */
record Home(Path data, Path programs) {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Makes the folders that are not there yet. One that is there stays as it is, and is refused when others can write into it.
     *
     * @param data as asked for, or {@code null}
     * @param download whether a folder for programs is needed
     */
    static Home of(Path data, boolean download, Map<String, String> environment) throws CommandFailed {
        String otherData = "give another with --data";
        Path kept = data == null ? base(environment, "XDG_DATA_HOME", ".local/share", otherData) : data;
        String otherPrograms = "name another with XDG_CACHE_HOME, or a program with --temporal";
        return new Home(
                own(kept, otherData),
                download
                        ? own(
                                base(environment, "XDG_CACHE_HOME", ".cache", otherPrograms)
                                        .resolve("temporal"),
                                otherPrograms)
                        : null);
    }

    /** What is no absolute path counts as not set: nothing is put where one happens to stand. */
    private static Path base(Map<String, String> environment, String variable, String usual, String otherwise)
            throws CommandFailed {
        Path set = Path.of(environment.getOrDefault(variable, ""));
        if (set.isAbsolute()) {
            return set.resolve("cutover");
        }
        Path user = Path.of(environment.getOrDefault("HOME", ""));
        Path home = user.isAbsolute() ? user : Path.of(System.getProperty("user.home", ""));
        if (!home.isAbsolute()) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "HOME is not set: set it, or " + otherwise + ".");
        }
        return home.resolve(usual).resolve("cutover");
    }

    private static Path own(Path folder, String otherwise) throws CommandFailed {
        try {
            make(folder);
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw refused("The folder " + folder + " is none that we can write into", otherwise);
            }
            if (isPosix(folder) && areOthersLetIn(Files.getPosixFilePermissions(folder))) {
                throw new CommandFailed(
                        ExitCode.WRONG_USAGE,
                        "The folder " + folder
                                + " can be written into by others, whose programs and plans would be used: "
                                + otherwise + ", or, when this one is yours alone, close it with `chmod go-w " + folder
                                + "`.");
            }
            return folder.toRealPath();
        } catch (IOException failure) {
            throw refused("The folder " + folder + " cannot be made (" + failure + ")", otherwise);
        }
    }

    private static void make(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (isPosix(there)) {
            Files.createDirectories(folder, OWNER_ONLY);
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean isPosix(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    private static boolean areOthersLetIn(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static CommandFailed refused(String what, String otherwise) {
        return new CommandFailed(ExitCode.WRONG_USAGE, what + "; or " + otherwise + ".");
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

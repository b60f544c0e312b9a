package dev.cutover.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What hooks and messages may use of this machine.
 *
 * @param programs the folder of the programs that plans may name, or {@code null}: none may be named
 * @param environment the worker's own, for the secrets that plans name; never told
 */
public record HookSettings(Path programs, Map<String, String> environment) {

    private static final String PROGRAMS = "CUTOVER_HOOKS_DIR";

    /** No programs, and no secrets. */
    public static HookSettings none() {
        return new HookSettings(null, Map.of());
    }

    /**
     * Reads {@code CUTOVER_HOOKS_DIR}; empty counts as not set.
     *
     * @throws IllegalArgumentException with a sentence that names the variable, what is wrong, and how to mend it
     */
    static HookSettings fromEnvironment(Map<String, String> environment) {
        String folder = environment.getOrDefault(PROGRAMS, "");
        return new HookSettings(folder.isBlank() ? null : folder(folder.strip()), environment);
    }

    private static Path folder(String text) {
        try {
            Path folder = Path.of(text).toAbsolutePath().normalize();
            if (!Files.exists(folder)) {
                throw wrong(text, "there is no such folder: make it, or leave the variable out");
            }
            if (!Files.isDirectory(folder)) {
                throw wrong(text, "it is no folder: give the folder in which the programs are");
            }
            if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
                throw wrong(text, "the worker's user may not read it: use `chmod`, or give another");
            }
            return folder;
        } catch (InvalidPathException failure) {
            throw wrong(text, "it is no path: give a folder");
        }
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException(PROGRAMS + " is '" + text + "': " + what);
    }

    String describe() {
        return programs == null
                ? "no programs, because " + PROGRAMS + " names no folder of them"
                : "programs in " + programs;
    }

    /** That others could put programs into the folder, or change those that are in it, and the worker would run them. */
    Optional<String> warning() {
        if (programs == null) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(programs)) {
            return Stream.concat(Stream.of(programs), files.sorted())
                    .filter(HookSettings::isOpenToOthers)
                    .findFirst()
                    .map(open ->
                            open + " can be changed by others than its owner, and what they put there would be run:"
                                    + " use `chmod go-w " + open + "`");
        } catch (IOException unreadable) {
            return Optional.of(programs + " cannot be read: hooks that are programs will be refused");
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException untold) {
            // A link that leads nowhere, or a system without such permissions.
            return false;
        }
    }

    @Override
    public String toString() {
        return "HookSettings[" + describe() + "]";
    }
}

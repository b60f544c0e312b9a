package dev.cutover.activities;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The programs that plans may name: those in one folder, and no others.
 *
 * @param folder {@code null}: none may be named
 */
record Programs(Path folder) {

    /**
     * The program of a name.
     *
     * @throws NotDone when there is none that may be run
     */
    Path named(String name) throws NotDone {
        if (folder == null) {
            throw NotDone.refused(
                    "this worker runs no programs: put " + name
                            + " into a folder, name the folder in CUTOVER_HOOKS_DIR where the worker is started, and restart it");
        }
        if (name == null || !isName(name)) {
            throw NotDone.refused("the plan names a program '" + name
                    + "', which is no name of a file: give the file's name in the worker's folder, without a path");
        }
        Path program = folder.resolve(name);
        String told = name + " in the worker's folder " + folder;
        if (!Files.exists(program)) {
            throw NotDone.refused("there is no " + told + ": put it there on every worker of this account");
        }
        if (isElsewhere(program)) {
            throw NotDone.refused(told + " leads out of the folder: put the program itself there");
        }
        if (!Files.isRegularFile(program)) {
            throw NotDone.refused(told + " is no file");
        }
        if (!Files.isExecutable(program)) {
            throw NotDone.refused(told + " is not executable for the worker's user: use `chmod +x`");
        }
        return program;
    }

    private static boolean isName(String name) {
        try {
            return !name.isBlank()
                    && !name.contains("/")
                    && !name.contains("\\")
                    && !name.equals(".")
                    && !name.equals("..")
                    && Path.of(name).getNameCount() == 1;
        } catch (InvalidPathException impossible) {
            return false;
        }
    }

    /** Links may lead about within the folder: that is how a mounted one is updated at a stroke. */
    private boolean isElsewhere(Path program) throws NotDone {
        try {
            return !program.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException failure) {
            throw NotDone.silent("the worker's folder " + folder + " cannot be read");
        }
    }
}

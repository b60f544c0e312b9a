package dev.cutover.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the checkout that is being tested. */
public final class Project {
    private Project() {}

    /** The folder with the launcher in it, absolute: this one or one above. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run inside a checkout, and this is none: "
                        + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** The one jar. It is built before this module's tests run in a whole build. */
    public static Path jar() {
        Path jar = root().resolve("starter/target/cutover.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with `./mvnw -pl starter -am package`");
        }
        return jar;
    }

    /** The Java that runs the tests. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}

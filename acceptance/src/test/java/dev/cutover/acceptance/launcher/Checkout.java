package dev.cutover.acceptance.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cutover.acceptance.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A folder that looks to the launcher like a checkout, or like an installation: with a Maven wrapper and a Java that only write down how
 * they were called. Where the launcher's tests need a moment, they wait for a file, never for a time.
 */
final class Checkout {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    /** Says what it was given, a line each, and ends with {@code FAKE_EXIT}. */
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo 'Picked up JAVA_TOOL_OPTIONS: -Dnothing' >&2
                echo "openjdk version \\"${FAKE_VERSION-17.0.15}\\" 2025-04-15" >&2
                exit 0
            fi
            echo "in $(pwd)"
            echo "LC_ALL ${LC_ALL-is not set}"
            for argument in "$@"; do echo "argument $argument"; done
            if [ -n "${FAKE_WAIT:-}" ]; then
                trap 'echo got TERM; exit 42' TERM
                : >"$FAKE_WAIT"
                while :; do sleep 0.05; done
            fi
            exit "${FAKE_EXIT:-0}"
            """;

    /** Writes the jar where it is told to, one line a build beside it, and waits for a file when there is something to wait for. Like the
     * real one it finds no Java by a path from another folder. */
    private static final String MAVEN = """
            #!/bin/sh
            here=$(cd "$(dirname "$0")" && pwd)
            echo "build" >>"$here/builds"
            echo 'noise of Maven'
            case ${JAVA_HOME:-/} in /*) ;; *) exit 1 ;; esac
            [ -z "${FAKE_BUILD_STARTED:-}" ] || : >"$FAKE_BUILD_STARTED"
            [ -z "${FAKE_BUILD_GATE:-}" ] || until [ -f "$FAKE_BUILD_GATE" ]; do sleep 0.05; done
            [ -z "${FAKE_BUILD_EXIT:-}" ] || exit "$FAKE_BUILD_EXIT"
            for argument in "$@"; do
                case $argument in -Dcutover.jar=*) echo jar >"${argument#-Dcutover.jar=}" ;; esac
            done
            """;

    private final Path folder;
    private final Path bin;

    private Checkout(Path folder, Path bin) {
        this.folder = folder;
        this.bin = bin;
    }

    /** A checkout without a jar. */
    static Checkout of(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("a checkout"));
        Path bin = Files.createDirectories(parent.resolve("a JDK/bin"));
        Checkout checkout = new Checkout(folder, bin);
        checkout.install();
        for (String source :
                List.of("pom.xml", "starter/pom.xml", "starter/src/main/java/Main.java", ".mvn/jvm.config")) {
            checkout.write(source, "");
        }
        checkout.makeExecutable(folder.resolve("mvnw"), MAVEN);
        checkout.age(folder);
        return checkout;
    }

    /** What a container image or a download holds: launcher and jar. */
    static Checkout installation(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("an installation"));
        Path bin = Files.createDirectories(parent.resolve("a JRE/bin"));
        Checkout installation = new Checkout(folder, bin);
        installation.install();
        Files.delete(bin.resolve("javac"));
        installation.write("cutover.jar", "jar");
        return installation;
    }

    private void install() throws IOException {
        Files.copy(Project.root().resolve("cutover"), launcher());
        makeExecutable(bin.resolve("java"), JAVA);
        makeExecutable(bin.resolve("javac"), "#!/bin/sh\n");
        makeExecutable(bin.resolve("locale"), "#!/bin/sh\n[ \"$1\" = charmap ] && echo \"${FAKE_CHARMAP:-}\"\n");
    }

    Path launcher() {
        return folder.resolve("cutover");
    }

    Path folder() {
        return folder;
    }

    /** The folder to put on PATH. */
    Path bin() {
        return bin;
    }

    Path jar() {
        return folder.resolve("starter/target/cutover.jar");
    }

    /** With a real jar of one class that has a {@code main}. */
    Checkout withProgram(Class<?> program) throws IOException {
        String file = program.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, program.getName());
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("cutover.jar")), manifest);
                var bytes = program.getResourceAsStream("/" + file)) {
            jar.putNextEntry(new JarEntry(file));
            bytes.transferTo(jar);
        }
        return this;
    }

    /** A jar that is newer than every source. */
    Checkout withJar() throws IOException {
        write("starter/target/cutover.jar", "jar");
        return this;
    }

    /** Writes a file, as new as can be. */
    Checkout write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** How often Maven was called. */
    long builds() throws IOException {
        Path builds = folder.resolve("builds");
        if (!Files.exists(builds)) {
            return 0;
        }
        try (var lines = Files.lines(builds)) {
            return lines.count();
        }
    }

    /** What the Java on PATH says of itself in its {@code release} file, which the launcher reads before it asks. */
    Checkout withRelease(String version) throws IOException {
        Files.writeString(
                bin.resolveSibling("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n", UTF_8);
        return this;
    }

    private void makeExecutable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void age(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }
}

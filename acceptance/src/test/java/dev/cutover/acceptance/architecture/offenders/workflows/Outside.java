package dev.cutover.acceptance.architecture.offenders.workflows;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;

/** Each reaches out of the workflow. */
@SuppressWarnings("all") // to be wrong is what they are for
public final class Outside {
    static final class Files {
        File offend() {
            return new File("plan.yaml");
        }
    }

    static final class Paths {
        Path offend() {
            return Path.of("plan.yaml");
        }
    }

    static final class Network {
        URI offend() {
            return URI.create("http://localhost");
        }
    }

    static final class Child {
        ProcessBuilder offend() {
            return new ProcessBuilder();
        }
    }

    static final class Machine {
        Runtime offend() {
            return Runtime.getRuntime();
        }
    }

    static final class Environment {
        String offend() {
            return System.getenv("HOME");
        }
    }

    static final class Property {
        String offend() {
            return System.getProperty("user.home");
        }
    }

    static final class Terminal {
        Object offend() {
            return System.out;
        }
    }
}

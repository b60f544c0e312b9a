package dev.cutover.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment of a test: never the profile of whoever runs it. */
final class Settings {

    private Settings() {}

    static Map<String, String> environment(Path folder, String... more) {
        Path noProfiles = folder.resolve("temporal.toml");
        try {
            Files.writeString(noProfiles, "");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TEMPORAL_CONFIG_FILE", noProfiles.toString());
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }
}

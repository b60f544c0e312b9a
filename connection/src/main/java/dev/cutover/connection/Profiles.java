package dev.cutover.connection;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cutover.connection.ConnectionRefused.Reason;
import io.temporal.envconfig.ClientConfig;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigOptions;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads environment and profile, and says in one sentence what cannot be read. */
final class Profiles {

    private static final List<String> SWITCHES = List.of("TEMPORAL_TLS", "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION");

    private Profiles() {}

    static ClientConfigProfile read(Map<String, String> environment) throws ConnectionRefused {
        for (String name : SWITCHES) {
            checkSwitch(name, environment.getOrDefault(name, ""));
        }
        checkHeaders(environment);
        String file = environment.getOrDefault("TEMPORAL_CONFIG_FILE", "");
        if (!file.isEmpty() && !isReadable(file)) {
            throw refused("TEMPORAL_CONFIG_FILE names " + file + ", which is no readable file");
        }
        String where = file.isEmpty() ? "your temporal.toml" : file;
        try {
            Map<String, ClientConfigProfile> profiles = profiles(environment);
            String wanted = environment.getOrDefault("TEMPORAL_PROFILE", "");
            if (!wanted.isEmpty() && !profiles.containsKey(wanted)) {
                throw refused(
                        "TEMPORAL_PROFILE is '" + wanted + "', and " + where + " has no [profile." + wanted + "]");
            }
            return ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setDisableFile(profiles.isEmpty())
                    .setEnvOverrides(environment)
                    .build());
        } catch (JsonProcessingException unreadable) {
            // Its own words quote the file, and an API key with them.
            JsonLocation at = unreadable.getLocation();
            throw refused(where + " cannot be read"
                    + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
                    + ": it must be TOML with tables [profile.NAME] (TEMPORAL_CONFIG_FILE names another file)");
        } catch (IOException unreadable) {
            throw refused(where + " cannot be read (TEMPORAL_CONFIG_FILE names another file)");
        } catch (IllegalArgumentException badHeader) {
            throw refused("the grpc_meta of a profile in " + where + " holds a name that is no gRPC header");
        }
    }

    private static Map<String, ClientConfigProfile> profiles(Map<String, String> environment) throws IOException {
        try {
            return ClientConfig.load(LoadClientConfigOptions.newBuilder()
                            .setEnvOverrides(environment)
                            .build())
                    .getProfiles();
        } catch (NullPointerException noProfiles) {
            // What the library (1.38.0) throws for a file without a single profile.
            return Map.of();
        }
    }

    /** The library reads whatever is not "true" as false: "yes" would send a key in the clear. */
    private static void checkSwitch(String name, String value) throws ConnectionRefused {
        if (!value.isEmpty() && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw refused(name + " is '" + value + "': give true or false");
        }
    }

    private static void checkHeaders(Map<String, String> environment) throws ConnectionRefused {
        for (String name : environment.keySet()) {
            if (name.startsWith("TEMPORAL_GRPC_META_") && !name.matches("TEMPORAL_GRPC_META_[A-Za-z0-9_-]+")) {
                throw refused(name + " names no gRPC header: letters, digits and underscores");
            }
        }
    }

    private static boolean isReadable(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) && Files.isReadable(file);
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static ConnectionRefused refused(String message) {
        return new ConnectionRefused(Reason.BAD_CONFIGURATION, message);
    }
}

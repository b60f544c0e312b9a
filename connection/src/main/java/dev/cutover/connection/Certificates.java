package dev.cutover.connection;

import static dev.cutover.connection.TemporalSettings.isSet;

import dev.cutover.connection.ConnectionRefused.Reason;
import io.temporal.envconfig.ClientConfigTLS;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What is said of certificates before the library reads them: it takes half a pair, or two answers to one question, in silence. */
final class Certificates {

    private Certificates() {}

    static void check(ClientConfigTLS tls) throws ConnectionRefused {
        boolean certificate = checkOne("TEMPORAL_TLS_CLIENT_CERT", tls.getClientCertPath(), tls.getClientCertData());
        boolean key = checkOne("TEMPORAL_TLS_CLIENT_KEY", tls.getClientKeyPath(), tls.getClientKeyData());
        checkOne("TEMPORAL_TLS_SERVER_CA_CERT", tls.getServerCACertPath(), tls.getServerCACertData());
        if (certificate != key) {
            String given = certificate ? "TEMPORAL_TLS_CLIENT_CERT" : "TEMPORAL_TLS_CLIENT_KEY";
            String missing = certificate ? "TEMPORAL_TLS_CLIENT_KEY" : "TEMPORAL_TLS_CLIENT_CERT";
            throw refused(given + "_* is set without " + missing + "_*: a client certificate needs both");
        }
    }

    /** Whether it is given at all. */
    private static boolean checkOne(String setting, String path, byte[] data) throws ConnectionRefused {
        if (isSet(path) && isSet(data)) {
            throw refused(setting + "_PATH and " + setting + "_DATA are both set: give one of them");
        }
        if (isSet(path) && !isReadable(path)) {
            throw refused(setting + "_PATH names " + path + ", which is no readable file");
        }
        return isSet(path) || isSet(data);
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

package dev.cutover.connection;

import dev.cutover.connection.ConnectionRefused.Reason;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where Temporal is and who asks: {@code TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS*} and
 * {@code TEMPORAL_GRPC_META_*} over a profile ({@code TEMPORAL_PROFILE}) of the file {@code TEMPORAL_CONFIG_FILE}, as every Temporal tool
 * reads them. What those tools pass over in silence (a file that is not there, {@code TEMPORAL_TLS=yes}) is refused. Holds secrets; its
 * {@code toString} tells none.
 */
public final class TemporalSettings {

    private static final String DEFAULT_ADDRESS = "127.0.0.1:7233";
    private static final String DEFAULT_NAMESPACE = "default";

    private final ClientConfigProfile profile;
    private final WorkflowServiceStubsOptions service;

    private TemporalSettings(ClientConfigProfile profile, WorkflowServiceStubsOptions service) {
        this.profile = profile;
        this.service = service;
    }

    /**
     * Reads the environment, the profile's file, and the certificates that they name.
     *
     * @throws ConnectionRefused always with {@link Reason#BAD_CONFIGURATION}
     */
    public static TemporalSettings read(Map<String, String> environment) throws ConnectionRefused {
        ClientConfigProfile profile = Profiles.read(environment);
        check(profile);
        return new TemporalSettings(profile, serviceOptions(profile));
    }

    /** A server of one's own without TLS or key, whatever environment and profile say. */
    public static TemporalSettings plain(String address, String namespace) throws ConnectionRefused {
        ClientConfigProfile profile = ClientConfigProfile.newBuilder()
                .setAddress(address)
                .setNamespace(namespace)
                .build();
        check(profile);
        return new TemporalSettings(profile, serviceOptions(profile));
    }

    /** {@code host:port}. */
    public String address() {
        return orElse(profile.getAddress(), DEFAULT_ADDRESS);
    }

    public String namespace() {
        return orElse(profile.getNamespace(), DEFAULT_NAMESPACE);
    }

    public boolean encrypted() {
        return service.getEnableHttps() || service.getSslContext() != null;
    }

    boolean hasApiKey() {
        return isSet(profile.getApiKey());
    }

    /** One line for a person: {@code 127.0.0.1:7233, namespace default, no TLS, no API key}. */
    public String describe() {
        List<String> parts = new ArrayList<>(List.of(address(), "namespace " + namespace()));
        ClientConfigTLS tls = profile.getTls();
        if (!encrypted()) {
            parts.add(hasApiKey() ? "NO TLS: the API key is sent in the clear" : "no TLS");
        } else if (tls == null) {
            parts.add("TLS");
        } else {
            parts.add(hasCertificate(tls) ? "TLS with a client certificate" : "TLS");
            if (isSet(tls.getServerName())) {
                parts.add("server name " + tls.getServerName());
            }
            if (Boolean.TRUE.equals(tls.isDisableHostVerification())) {
                parts.add("server NOT verified");
            }
        }
        parts.add(hasApiKey() ? "API key ***" : "no API key");
        if (profile.getMetadata() != null && !profile.getMetadata().keys().isEmpty()) {
            parts.add("headers "
                    + String.join(" ", new TreeSet<>(profile.getMetadata().keys())) + " (values not shown)");
        }
        return String.join(", ", parts);
    }

    WorkflowServiceStubsOptions service() {
        return service;
    }

    WorkflowClientOptions client() {
        return profile.toWorkflowClientOptions();
    }

    /** What must not appear in a message, whoever quotes it. */
    String withoutSecrets(String text) {
        return hasApiKey() ? text.replace(profile.getApiKey(), "***") : text;
    }

    private static void check(ClientConfigProfile profile) throws ConnectionRefused {
        Address.check(orElse(profile.getAddress(), DEFAULT_ADDRESS));
        // gRPC would quote a key that it cannot send.
        if (isSet(profile.getApiKey()) && !profile.getApiKey().matches("[\\x21-\\x7e]+")) {
            throw new ConnectionRefused(
                    Reason.BAD_CONFIGURATION,
                    "TEMPORAL_API_KEY holds a blank, a line end or a character that is no ASCII: give the key alone");
        }
        if (profile.getTls() != null && !isTurnedOff(profile.getTls())) {
            Certificates.check(profile.getTls());
        }
    }

    private static WorkflowServiceStubsOptions serviceOptions(ClientConfigProfile profile) throws ConnectionRefused {
        try {
            WorkflowServiceStubsOptions options = profile.toWorkflowServiceStubsOptions();
            // The library (1.38.0) turns TLS on for every API key, also when it was turned off in so many words.
            return isTurnedOff(profile.getTls())
                    ? WorkflowServiceStubsOptions.newBuilder(options)
                            .setEnableHttps(false)
                            .build()
                    : options;
        } catch (RuntimeException unreadable) {
            // Only certificates and keys are read here; what the library says of them may quote them.
            throw new ConnectionRefused(
                    Reason.BAD_CONFIGURATION,
                    "The TLS settings for " + orElse(profile.getAddress(), DEFAULT_ADDRESS)
                            + " cannot be used: check that the certificates of TEMPORAL_TLS_CLIENT_CERT_* and"
                            + " TEMPORAL_TLS_SERVER_CA_CERT_* are PEM, and that the key of TEMPORAL_TLS_CLIENT_KEY_* is an unencrypted"
                            + " PKCS#8 PEM that belongs to the certificate");
        }
    }

    private static boolean isTurnedOff(ClientConfigTLS tls) {
        return tls != null && Boolean.TRUE.equals(tls.isDisabled());
    }

    private static boolean hasCertificate(ClientConfigTLS tls) {
        return isSet(tls.getClientCertPath()) || isSet(tls.getClientCertData());
    }

    static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }

    static boolean isSet(byte[] data) {
        return data != null && data.length > 0;
    }

    private static String orElse(String text, String otherwise) {
        return isSet(text) ? text : otherwise;
    }

    @Override
    public String toString() {
        return "TemporalSettings[" + describe() + "]";
    }
}

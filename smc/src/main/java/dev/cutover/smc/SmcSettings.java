package dev.cutover.smc;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/**
 * How to reach SMC.
 *
 * @param endpoint {@code https}, or {@code http} to a loopback address
 * @param proxy {@code http://host:port}, or {@code null}
 * @param connectTimeout for the connection alone
 * @param readTimeout between two packets
 * @param callTimeout for everything together
 */
public record SmcSettings(
        URI endpoint, URI proxy, Duration connectTimeout, Duration readTimeout, Duration callTimeout) {

    private static final String ENDPOINT = "SMC_ENDPOINT";
    private static final String PROXY = "SMC_PROXY";
    private static final String CONNECT_TIMEOUT = "SMC_CONNECT_TIMEOUT";
    private static final String READ_TIMEOUT = "SMC_READ_TIMEOUT";
    private static final String CALL_TIMEOUT = "SMC_CALL_TIMEOUT";

    /** A look and a call together must fit into one try of the cutover activity, which is a minute. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    public static SmcSettings defaults() {
        return at(URI.create("https://smc.aliyuncs.com"));
    }

    /** The defaults with another endpoint, which is not checked. */
    public static SmcSettings at(URI endpoint) {
        return new SmcSettings(endpoint, null, Duration.ofSeconds(5), Duration.ofSeconds(15), LONGEST_CALL);
    }

    /**
     * Reads {@code SMC_ENDPOINT}, {@code SMC_PROXY}, {@code SMC_CONNECT_TIMEOUT}, {@code SMC_READ_TIMEOUT} and {@code SMC_CALL_TIMEOUT}
     * (ISO 8601 or {@code 15s}).
     *
     * @throws IllegalArgumentException with a sentence that names the variable, what is wrong, and how to mend it
     */
    public static SmcSettings fromEnvironment(Map<String, String> environment) {
        SmcSettings defaults = defaults();
        Duration call = duration(environment, CALL_TIMEOUT, defaults.callTimeout);
        if (call.compareTo(LONGEST_CALL) > 0) {
            throw wrong(CALL_TIMEOUT, call.toString(), "give at most 20s: a look and a call must fit into a minute");
        }
        return new SmcSettings(
                endpoint(environment.getOrDefault(ENDPOINT, "")),
                proxy(environment.getOrDefault(PROXY, "")),
                duration(environment, CONNECT_TIMEOUT, defaults.connectTimeout),
                duration(environment, READ_TIMEOUT, defaults.readTimeout),
                call);
    }

    private static URI endpoint(String text) {
        if (text.isBlank()) {
            return defaults().endpoint();
        }
        String whole = text.contains("://") ? text : "https://" + text;
        URI uri = uri(ENDPOINT, whole);
        if ("https".equals(uri.getScheme())) {
            return uri;
        }
        if (!"http".equals(uri.getScheme())) {
            throw wrong(ENDPOINT, text, "give https://HOST");
        }
        if (!isLoopback(uri.getHost())) {
            throw wrong(ENDPOINT, text, "plain http is only spoken to a loopback address; give https://HOST");
        }
        return uri;
    }

    private static URI proxy(String text) {
        if (text.isBlank()) {
            return null;
        }
        URI uri = uri(PROXY, text);
        if (!"http".equals(uri.getScheme()) || uri.getPort() < 0) {
            throw wrong(PROXY, uri.getScheme() + "://...", "give http://HOST:PORT");
        }
        if (uri.getUserInfo() != null) {
            throw wrong(PROXY, "an address with a password in it", "give http://HOST:PORT");
        }
        return uri;
    }

    private static URI uri(String variable, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null
                    || (uri.getPath() != null && uri.getPath().length() > 1)
                    || uri.getQuery() != null) {
                throw wrong(variable, text, "give a scheme, a host and perhaps a port, and nothing else");
            }
            return uri;
        } catch (URISyntaxException failure) {
            throw wrong(variable, text, "it is no address: " + failure.getReason());
        }
    }

    private static Duration duration(Map<String, String> environment, String variable, Duration otherwise) {
        String text = environment.getOrDefault(variable, "");
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            String upper = text.trim().toUpperCase(Locale.ROOT);
            Duration duration = Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
            if (duration.isNegative() || duration.isZero()) {
                throw wrong(variable, text, "give a time above zero, such as 15s");
            }
            return duration;
        } catch (DateTimeParseException failure) {
            throw wrong(variable, text, "give a time such as 15s");
        }
    }

    /** Whether a host is this machine without any look-up that could be answered from outside. */
    private static boolean isLoopback(String host) {
        if ("localhost".equalsIgnoreCase(host)) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException failure) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String variable, String value, String mend) {
        return new IllegalArgumentException(variable + " is '" + value + "': " + mend);
    }
}

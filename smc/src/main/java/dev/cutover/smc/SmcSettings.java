package dev.cutover.smc;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * How to reach SMC. Refuses, with an {@link IllegalArgumentException}, what nothing may be sent to: plain {@code http} to another machine.
 *
 * @param endpoint {@code https://HOST[:PORT]}, or {@code http} to 127.0.0.0/8, ::1 or localhost
 * @param proxy {@code http://HOST:PORT}, or {@code null}: as the JVM's own settings say
 * @param connectTimeout for the connection alone
 * @param readTimeout between two packets
 * @param callTimeout for everything together, 1 ms to 20 s, as each of the three
 * @param region what a search asks for whose filter names no region, or {@code null}: all regions
 * @param requestsPerSecond the most calls a second of all the account's workers together, 0.1 to 1000
 */
public record SmcSettings(
        URI endpoint,
        URI proxy,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        String region,
        double requestsPerSecond) {

    private static final String ENDPOINT = "SMC_ENDPOINT";
    private static final String PROXY = "SMC_PROXY";
    private static final String CONNECT_TIMEOUT = "SMC_CONNECT_TIMEOUT";
    private static final String READ_TIMEOUT = "SMC_READ_TIMEOUT";
    private static final String CALL_TIMEOUT = "SMC_CALL_TIMEOUT";
    private static final String REGION = "SMC_REGION";
    private static final String REQUESTS_PER_SECOND = "SMC_REQUESTS_PER_SECOND";

    /** A look and a call together must fit into one try of the cutover activity, which is a minute. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

    /** SMC's own limits are not documented: a watch of 500 jobs is through in a second, and no limit that is known elsewhere is near. */
    private static final double USUAL_RATE = 10;

    private static final double LOWEST_RATE = 0.1;
    private static final double HIGHEST_RATE = 1000;

    public SmcSettings {
        checkEndpoint("endpoint", endpoint);
        if (proxy != null) {
            checkProxy("proxy", proxy);
        }
        checkTime("connectTimeout", connectTimeout);
        checkTime("readTimeout", readTimeout);
        checkTime("callTimeout", callTimeout);
        checkRate("requestsPerSecond", String.valueOf(requestsPerSecond), requestsPerSecond);
    }

    public static SmcSettings defaults() {
        return at(URI.create("https://smc.aliyuncs.com"));
    }

    /** The defaults with another endpoint. */
    public static SmcSettings at(URI endpoint) {
        return new SmcSettings(
                endpoint, null, Duration.ofSeconds(5), Duration.ofSeconds(15), LONGEST_CALL, null, USUAL_RATE);
    }

    /**
     * Reads {@code SMC_ENDPOINT} (a host alone means https), {@code SMC_PROXY}, {@code SMC_CONNECT_TIMEOUT}, {@code SMC_READ_TIMEOUT},
     * {@code SMC_CALL_TIMEOUT} (ISO 8601, or {@code 15s}), {@code SMC_REGION} and {@code SMC_REQUESTS_PER_SECOND}; what is absent or blank has
     * its default.
     *
     * @throws IllegalArgumentException with a sentence that names the variable, what is wrong, and how to mend it
     */
    public static SmcSettings fromEnvironment(Map<String, String> environment) {
        SmcSettings defaults = defaults();
        String endpoint = value(environment, ENDPOINT);
        String proxy = value(environment, PROXY);
        return new SmcSettings(
                endpoint == null ? defaults.endpoint : checkEndpoint(ENDPOINT, uri(ENDPOINT, withScheme(endpoint))),
                proxy == null ? null : checkProxy(PROXY, uri(PROXY, proxy)),
                time(environment, CONNECT_TIMEOUT, defaults.connectTimeout),
                time(environment, READ_TIMEOUT, defaults.readTimeout),
                time(environment, CALL_TIMEOUT, defaults.callTimeout),
                value(environment, REGION),
                rate(environment));
    }

    private static String value(Map<String, String> environment, String variable) {
        String text = environment.get(variable);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String withScheme(String endpoint) {
        return endpoint.contains("://") ? endpoint : "https://" + endpoint;
    }

    private static URI checkEndpoint(String name, URI endpoint) {
        HttpUrl url = hostAndPort(name, endpoint, "https://HOST");
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw wrong(
                    name,
                    endpoint.toString(),
                    "plain http is only spoken to this machine (127.0.0.1, ::1, localhost)",
                    "give https://HOST");
        }
        return endpoint;
    }

    private static URI checkProxy(String name, URI proxy) {
        HttpUrl url = hostAndPort(name, proxy, "http://HOST:PORT");
        if (url.isHttps() || proxy.getPort() < 0) {
            throw wrong(
                    name, proxy.toString(), "a proxy is spoken to in plain http, on a port", "give http://HOST:PORT");
        }
        return proxy;
    }

    private static HttpUrl hostAndPort(String name, URI uri, String mend) {
        HttpUrl url = HttpUrl.parse(Objects.requireNonNull(uri, name).toString());
        if (url == null || uri.getHost() == null) {
            throw wrong(name, uri.toString(), "it is no address of http or https", "give " + mend);
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw wrong(name, uri.toString(), "there is a user or a password in it", "give " + mend);
        }
        if (!url.encodedPath().equals("/") || url.query() != null || url.fragment() != null) {
            throw wrong(name, uri.toString(), "there is more in it than a host and a port", "give " + mend);
        }
        return url;
    }

    private static URI uri(String variable, String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw wrong(variable, text, "it is no address of http or https", "give a scheme, a host, perhaps a port");
        }
        return url.uri();
    }

    /** Whether a host is this machine without any look-up that could be answered from outside; the host is in its canonical form. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static Duration time(Map<String, String> environment, String variable, Duration otherwise) {
        String text = value(environment, variable);
        if (text == null) {
            return otherwise;
        }
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            return checkTime(variable, Duration.parse(upper.startsWith("P") ? upper : "PT" + upper));
        } catch (DateTimeParseException failure) {
            throw wrong(variable, text, "it is no time", "give one such as 15s");
        }
    }

    private static Duration checkTime(String name, Duration time) {
        if (time.compareTo(SHORTEST_CALL) < 0) {
            throw wrong(name, time.toString(), "it leaves no time", "give one such as 15s");
        }
        if (time.compareTo(LONGEST_CALL) > 0) {
            throw wrong(name, time.toString(), "a look and a call must fit into a minute", "give at most 20s");
        }
        return time;
    }

    private static double rate(Map<String, String> environment) {
        String text = value(environment, REQUESTS_PER_SECOND);
        if (text == null) {
            return USUAL_RATE;
        }
        try {
            return checkRate(REQUESTS_PER_SECOND, text, new BigDecimal(text).doubleValue());
        } catch (NumberFormatException failure) {
            throw wrong(REQUESTS_PER_SECOND, text, "it is no number", "give one such as 10, or 0.5");
        }
    }

    private static double checkRate(String name, String text, double rate) {
        if (!(rate >= LOWEST_RATE && rate <= HIGHEST_RATE)) {
            throw wrong(name, text, "it is not between 0.1 and 1000 calls a second", "give one such as 10, or 0.5");
        }
        return rate;
    }

    /** What stands behind an {@code @} or a {@code ?} may be a secret, and so may what stands before. */
    private static IllegalArgumentException wrong(String name, String value, String what, String mend) {
        boolean tellable = value.indexOf('@') < 0 && value.indexOf('?') < 0;
        return new IllegalArgumentException(
                name + " is " + (tellable ? "'" + value + "'" : "not usable") + ": " + what + "; " + mend);
    }
}

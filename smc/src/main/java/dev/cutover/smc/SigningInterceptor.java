package dev.cutover.smc;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Signs each request, with a key, a nonce and a date of its own. */
final class SigningInterceptor implements Interceptor {

    private static final String EMPTY_BODY = Signature.sha256(new byte[0]);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final InstantSource clock;
    private final Supplier<String> nonces;
    /** When a call first found no key; {@code null}: the last one had one. */
    private Instant keylessSince;

    SigningInterceptor(Credentials credentials, InstantSource clock, Supplier<String> nonces) {
        this.credentials = credentials;
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        AccessKey key = key();
        Sending.of(chain.call()).signedWith(key);
        return chain.proceed(signed(chain.request(), key));
    }

    private AccessKey key() throws NoCredentials {
        try {
            AccessKey key = usable(credentials.current());
            noteKey();
            return key;
        } catch (Credentials.Unavailable unavailable) {
            throw new NoCredentials(unavailable.getMessage(), keyless());
        }
    }

    private AccessKey usable(AccessKey key) throws Credentials.Unavailable {
        if (isBlank(key.id()) || isBlank(key.secret())) {
            throw new Credentials.Unavailable("the credentials have no access key id or no secret");
        }
        // The HTTP client's own complaint would quote the token.
        if (!isPrintable(key.id()) || (key.securityToken() != null && !isPrintable(key.securityToken()))) {
            throw new Credentials.Unavailable("the access key id or the security token holds a character that no header"
                    + " can carry (a line end at its end, perhaps)");
        }
        if (key.expiresAt() != null && !clock.instant().isBefore(key.expiresAt())) {
            throw new Credentials.Unavailable("the credentials expired at " + key.expiresAt());
        }
        return key;
    }

    private synchronized void noteKey() {
        keylessSince = null;
    }

    private synchronized Duration keyless() {
        Instant now = clock.instant();
        if (keylessSince == null) {
            keylessSince = now;
        }
        return Duration.between(keylessSince, now);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(character -> character > 0x20 && character < 0x7f);
    }

    private Request signed(Request request, AccessKey key) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", host(request.url()));
        headers.put("x-acs-action", request.header("x-acs-action"));
        headers.put("x-acs-version", request.header("x-acs-version"));
        headers.put("x-acs-date", DATE.format(clock.instant()));
        headers.put("x-acs-signature-nonce", nonces.get());
        headers.put("x-acs-content-sha256", EMPTY_BODY);
        if (key.securityToken() != null) {
            headers.put("x-acs-security-token", key.securityToken());
        }
        String authorization =
                Signature.authorization(key, request.method(), parameters(request.url()), headers, EMPTY_BODY);
        Request.Builder signed = request.newBuilder();
        headers.forEach(signed::header);
        return signed.header("Authorization", authorization).build();
    }

    private static Map<String, String> parameters(HttpUrl url) {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < url.querySize(); i++) {
            parameters.put(url.queryParameterName(i), url.queryParameterValue(i));
        }
        return parameters;
    }

    private static String host(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
    }

    /** There is nothing to sign with. */
    static final class NoCredentials extends IOException {

        private static final long serialVersionUID = 1L;

        private final Duration keyless;

        NoCredentials(String why, Duration keyless) {
            super(why);
            this.keyless = keyless;
        }

        /** For how long, from the first call that found none. */
        Duration keyless() {
            return keyless;
        }
    }
}

package dev.cutover.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks who calls, as SMC does: key, signature, clock, nonce. */
final class Verifier {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            ALGORITHM + " Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-fA-F]{64})");
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);
    private static final List<String> ALWAYS_SIGNED = List.of(
            "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");

    private final String keyId;
    private final String keySecret;
    /** In the order in which they came. */
    private final Map<String, Instant> nonces = new LinkedHashMap<>();

    Verifier(String keyId, String keySecret) {
        this.keyId = keyId;
        this.keySecret = keySecret;
    }

    void check(Call call, Instant now) throws Refusal {
        Matcher parts = AUTHORIZATION.matcher(call.header("authorization"));
        if (!parts.matches()) {
            throw incomplete("The Authorization header is missing or cannot be read.");
        }
        if (!parts.group(1).equals(keyId)) {
            throw ErrorCode.KEY_NOT_FOUND.refusal("The specified access key is not found.");
        }
        List<String> signed = List.of(parts.group(2).split(";"));
        checkSignedHeaders(call, signed);
        byte[] body = call.body().getBytes(StandardCharsets.ISO_8859_1);
        if (!hex(sha256(body)).equals(call.header("x-acs-content-sha256"))) {
            throw mismatch("The body is not the one that was signed.");
        }
        String expected =
                hmac(ALGORITHM + "\n" + hex(sha256(canonical(call, signed).getBytes(StandardCharsets.UTF_8))));
        if (!MessageDigest.isEqual(
                HexFormat.of().parseHex(expected), HexFormat.of().parseHex(parts.group(3)))) {
            throw mismatch("The request signature does not conform to the standard.");
        }
        checkDate(call.header("x-acs-date"), now);
        checkNonce(call.header("x-acs-signature-nonce"), now);
    }

    /** What must be there is signed, and so is whatever else begins with {@code x-acs-}, and a content type. */
    private static void checkSignedHeaders(Call call, List<String> signed) throws Refusal {
        for (String needed : ALWAYS_SIGNED) {
            if (!signed.contains(needed) || call.header(needed).isEmpty()) {
                throw incomplete("The header " + needed + " is missing or not signed.");
            }
        }
        for (String name : call.headers().keySet()) {
            if ((name.startsWith("x-acs-") || name.equals("content-type")) && !signed.contains(name)) {
                throw incomplete("The header " + name + " is not signed.");
            }
        }
    }

    private static Refusal incomplete(String message) {
        return ErrorCode.SIGNATURE_INCOMPLETE.refusal(message);
    }

    private static Refusal mismatch(String message) {
        return ErrorCode.SIGNATURE_WRONG.refusal(message);
    }

    private static String canonical(Call call, List<String> signed) {
        StringBuilder text = new StringBuilder(call.method()).append("\n/\n");
        String separator = "";
        for (Map.Entry<String, String> parameter : new TreeMap<>(call.query()).entrySet()) {
            text.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = "&";
        }
        text.append('\n');
        for (String name : signed) {
            text.append(name).append(':').append(call.header(name).trim()).append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(call.header("x-acs-content-sha256"))
                .toString();
    }

    private static void checkDate(String text, Instant now) throws Refusal {
        Instant date;
        try {
            date = Instant.parse(text);
        } catch (DateTimeParseException failure) {
            throw ErrorCode.TIME_ILLEGIBLE.refusal("The header x-acs-date is no time such as 2020-05-14T12:01:24Z.");
        }
        if (Duration.between(date, now).abs().compareTo(LARGEST_SKEW) > 0) {
            throw ErrorCode.CLOCK_OFF.refusal("The time stamp is over 15 minutes off.");
        }
    }

    /** A nonce is remembered for as long as a request that carried it could still pass for a new one. */
    private void checkNonce(String nonce, Instant now) throws Refusal {
        Iterator<Instant> eldest = nonces.values().iterator();
        while (eldest.hasNext() && eldest.next().isBefore(now.minus(LARGEST_SKEW.multipliedBy(2)))) {
            eldest.remove();
        }
        if (nonces.putIfAbsent(nonce, now) != null) {
            throw ErrorCode.NONCE_USED.refusal("Specified signature nonce was used already.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keySecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}

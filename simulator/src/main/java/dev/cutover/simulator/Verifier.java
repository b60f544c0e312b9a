package dev.cutover.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks who calls, as SMC does: key, signature, clock, nonce. */
final class Verifier {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "ACS3-HMAC-SHA256 Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);
    private static final List<String> ALWAYS_SIGNED = List.of(
            "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");

    private final String keyId;
    private final String keySecret;
    private final Map<String, Instant> nonces = new LinkedHashMap<>();

    Verifier(String keyId, String keySecret) {
        this.keyId = keyId;
        this.keySecret = keySecret;
    }

    /** @param headers by lower-case name; {@code null} for one that is not there */
    void check(
            String method, Map<String, String> parameters, Function<String, String> headers, byte[] body, Instant now)
            throws Refusal {
        Matcher parts = AUTHORIZATION.matcher(String.valueOf(headers.apply("authorization")));
        if (!parts.matches()) {
            throw new Refusal(400, "IncompleteSignature", "The Authorization header is missing or cannot be read.");
        }
        if (!parts.group(1).equals(keyId)) {
            throw new Refusal(404, "InvalidAccessKeyId.NotFound", "The specified access key is not found.");
        }
        List<String> names = List.of(parts.group(2).split(";"));
        for (String needed : ALWAYS_SIGNED) {
            if (!names.contains(needed) || headers.apply(needed) == null) {
                throw new Refusal(400, "IncompleteSignature", "The header " + needed + " is not signed.");
            }
        }
        if (!hex(sha256(body)).equals(headers.apply("x-acs-content-sha256"))) {
            throw new Refusal(400, "SignatureDoesNotMatch", "The body is not the one that was signed.");
        }
        String expected = hmac("ACS3-HMAC-SHA256\n"
                + hex(sha256(canonical(method, parameters, headers, names, body).getBytes(StandardCharsets.UTF_8))));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), parts.group(3).getBytes(StandardCharsets.US_ASCII))) {
            throw new Refusal(400, "SignatureDoesNotMatch", "The request signature does not conform to the standard.");
        }
        checkDate(headers.apply("x-acs-date"), now);
        checkNonce(headers.apply("x-acs-signature-nonce"), now);
    }

    private static String canonical(
            String method,
            Map<String, String> parameters,
            Function<String, String> headers,
            List<String> names,
            byte[] body) {
        StringBuilder text = new StringBuilder(method).append("\n/\n");
        String separator = "";
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            text.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = "&";
        }
        text.append('\n');
        for (String name : names) {
            String value = headers.apply(name);
            text.append(name)
                    .append(':')
                    .append(value == null ? "" : value.trim())
                    .append('\n');
        }
        return text.append('\n')
                .append(String.join(";", names))
                .append('\n')
                .append(hex(sha256(body)))
                .toString();
    }

    private static void checkDate(String text, Instant now) throws Refusal {
        try {
            Duration skew = Duration.between(Instant.parse(text), now).abs();
            if (skew.compareTo(LARGEST_SKEW) > 0) {
                throw new Refusal(
                        400, "InvalidTimeStamp.Expired", "The specified time stamp or date value is expired.");
            }
        } catch (DateTimeParseException failure) {
            throw new Refusal(400, "IllegalTimestamp", "The input parameter x-acs-date is not valid.");
        }
    }

    private void checkNonce(String nonce, Instant now) throws Refusal {
        nonces.values().removeIf(seen -> seen.isBefore(now.minus(LARGEST_SKEW.multipliedBy(2))));
        if (nonces.putIfAbsent(nonce, now) != null) {
            throw new Refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (char letter : URLEncoder.encode(text, StandardCharsets.UTF_8).toCharArray()) {
            encoded.append(letter == '+' ? "%20" : letter == '*' ? "%2A" : String.valueOf(letter));
        }
        return encoded.toString().replace("%7E", "~");
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

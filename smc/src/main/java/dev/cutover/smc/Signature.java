package dev.cutover.smc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The vendor's request signature, ACS3-HMAC-SHA256. */
final class Signature {

    static final String ALGORITHM = "ACS3-HMAC-SHA256";

    private Signature() {}

    /**
     * The value of the {@code Authorization} header.
     *
     * @param parameters of the query, decoded
     * @param headers those to sign; names in any case
     * @param bodyHash lower-case hex SHA-256 of the body
     */
    static String authorization(
            AccessKey key,
            String method,
            Map<String, String> parameters,
            Map<String, String> headers,
            String bodyHash) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.trim()));
        String names = String.join(";", signed.keySet());
        String toSign = ALGORITHM + "\n"
                + sha256(canonicalRequest(method, parameters, signed, names, bodyHash)
                        .getBytes(StandardCharsets.UTF_8));
        return ALGORITHM + " Credential=" + key.id() + ",SignedHeaders=" + names + ",Signature="
                + hmac(key.secret(), toSign);
    }

    static String canonicalRequest(
            String method,
            Map<String, String> parameters,
            SortedMap<String, String> headers,
            String names,
            String bodyHash) {
        String headerLines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", method, "/", query(parameters), headerLines, names, bodyHash);
    }

    /** Sorted by name, percent-encoded as RFC 3986: the same on the wire and in the signature. */
    static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}

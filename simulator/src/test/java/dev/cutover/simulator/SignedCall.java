package dev.cutover.simulator;

import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A call to be, signed by the vendor's code; what is changed afterwards is what a test is about. */
final class SignedCall {

    private static final AtomicLong NONCES = new AtomicLong();

    private final Map<String, String> query = new TreeMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "POST";
    private String body = "";
    private String keyId = "simulator";
    private String keySecret = "simulator";

    SignedCall(String operation, Instant at, String... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], parameters[i + 1]);
        }
        headers.put("host", "127.0.0.1:8640");
        headers.put("x-acs-action", operation);
        headers.put("x-acs-version", Operations.VERSION);
        headers.put("x-acs-date", at.truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", "nonce-" + NONCES.incrementAndGet());
    }

    SignedCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    SignedCall method(String newMethod) {
        method = newMethod;
        return this;
    }

    SignedCall body(String newBody) {
        body = newBody;
        return this;
    }

    SignedCall key(String id, String secret) {
        keyId = id;
        keySecret = secret;
        return this;
    }

    Map<String, String> query() {
        return query;
    }

    Call sign() {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
            headers.put("x-acs-content-sha256", hash);
            TeaRequest request = new TeaRequest();
            request.method = method;
            request.pathname = "/";
            request.query = new TreeMap<>(query);
            request.headers = new LinkedHashMap<>(headers);
            Map<String, String> signed = new TreeMap<>(headers);
            signed.put("authorization", Client.getAuthorization(request, "ACS3-HMAC-SHA256", hash, keyId, keySecret));
            return new Call(method, query, Map.of(), signed, body);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

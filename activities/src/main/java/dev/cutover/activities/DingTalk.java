package dev.cutover.activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.contract.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * DingTalk's custom robots: Markdown in, a signature in the query, and an answer that is 200 whatever became of it. See
 * https://open.dingtalk.com/document/robots/custom-robot-access.
 */
final class DingTalk {

    private static final String HMAC = "HmacSHA256";
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private DingTalk() {}

    static byte[] body(Message message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
        body.putObject("markdown")
                .put("title", MessageText.headline(message))
                .put("text", MessageText.of(message, MessageText.Markup.DINGTALK));
        return HttpHook.json(body);
    }

    /**
     * The address with its signature, which counts for an hour.
     *
     * @param secret the robot's, which begins with {@code SEC}
     */
    static Address signed(Address address, String secret, Instant now) {
        String timestamp = String.valueOf(now.toEpochMilli());
        return new Address(address.url()
                .newBuilder()
                .addQueryParameter("timestamp", timestamp)
                .addEncodedQueryParameter(
                        "sign", URLEncoder.encode(signature(timestamp, secret), StandardCharsets.UTF_8))
                .build());
    }

    private static String signature(String timestamp, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] signed = mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws NotDone when the answer is 2xx and yet no yes */
    static void check(Address address, Endpoints.Answer answer) throws NotDone {
        JsonNode told = read(answer.body());
        JsonNode code = told.path("errcode");
        if (!code.isIntegralNumber()) {
            throw NotDone.refused(address.told() + " answers " + answer.status() + " without an errcode: "
                    + Excerpt.of(answer.body(), Excerpt.IN_SENTENCE));
        }
        String sentence = address.told() + " answers errcode " + code.asLong() + ": "
                + Excerpt.of(told.path("errmsg").asText(), Excerpt.IN_SENTENCE);
        switch (code.asText()) {
            case "0" -> {
                // Taken.
            }
            // The system is busy; or more than 20 messages in a minute, in its older and its newer spelling.
            case "-1", "130101", "410100" -> throw NotDone.silent(sentence);
            default -> throw NotDone.refused(sentence);
        }
    }

    private static JsonNode read(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node == null ? JsonNodeFactory.instance.missingNode() : node;
        } catch (JsonProcessingException none) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}

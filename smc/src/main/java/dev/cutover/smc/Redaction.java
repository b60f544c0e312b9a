package dev.cutover.smc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Takes the key that a call was signed with out of texts that came over the wire. Needed: the answer to a bad signature quotes what the
 * server signed, and the security token stands in that.
 */
record Redaction(AccessKey key) {

    /** A sentence of SMC's that is longer is cut. */
    static final int LONGEST = 1_000;

    /** The text on one line, of bounded length, without a secret; {@code null} stays {@code null}. */
    String of(String text) {
        if (text == null) {
            return null;
        }
        String clean = text;
        if (key != null) {
            clean = without(without(clean, key.secret(), "***"), key.securityToken(), "***");
            clean = without(clean, key.id(), key.maskedId());
        }
        clean = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }

    /** The failure as a cause, or {@code null} when its chain quotes a secret. */
    <T extends Throwable> T of(T failure) {
        int depth = 0;
        for (Throwable link = failure; link != null && depth < 20; link = link.getCause(), depth++) {
            if (isTold(link.getMessage())) {
                return null;
            }
            for (Throwable suppressed : link.getSuppressed()) {
                if (isTold(suppressed.getMessage())) {
                    return null;
                }
            }
        }
        return failure;
    }

    private boolean isTold(String text) {
        return text != null
                && key != null
                && !without(without(text, key.secret(), ""), key.securityToken(), "")
                        .equals(text);
    }

    private static String without(String text, String secret, String instead) {
        if (secret == null || secret.isEmpty()) {
            return text;
        }
        return text.replace(secret, instead)
                .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), instead)
                .replace(Signature.encoded(secret), instead);
    }
}

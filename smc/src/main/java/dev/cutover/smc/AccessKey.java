package dev.cutover.smc;

import java.time.Instant;

/**
 * What a call is signed with. Its {@code toString} tells no secret.
 *
 * @param securityToken of temporary credentials, or {@code null}
 * @param expiresAt or {@code null}
 */
public record AccessKey(String id, String secret, String securityToken, Instant expiresAt) {

    public static AccessKey of(String id, String secret) {
        return new AccessKey(id, secret, null, null);
    }

    @Override
    public String toString() {
        return "AccessKey[id=" + masked(id) + ", secret=***, securityToken=" + (securityToken == null ? "none" : "***")
                + ", expiresAt=" + expiresAt + "]";
    }

    /** Enough to tell two keys apart, too little to use one. */
    public String maskedId() {
        return masked(id);
    }

    private static String masked(String id) {
        return id == null || id.length() <= 6 ? "***" : id.substring(0, 4) + "***" + id.substring(id.length() - 2);
    }
}

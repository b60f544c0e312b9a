package dev.cutover.smc;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The vendor's chain: system properties, environment, OIDC, the CLI's profile, the profile file, the ECS role, a credentials URI. Its
 * providers refresh temporary credentials by themselves; what they give is used for one call and not kept.
 */
public final class VendorCredentials implements Credentials {

    private final AlibabaCloudCredentialsProvider chain;
    private final InstantSource clock;

    public VendorCredentials(InstantSource clock) {
        this(DefaultCredentialsProvider.builder().build(), clock);
    }

    VendorCredentials(AlibabaCloudCredentialsProvider chain, InstantSource clock) {
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public AccessKey current() throws Unavailable {
        CredentialModel found = ask();
        if (isBlank(found.getAccessKeyId()) || isBlank(found.getAccessKeySecret())) {
            throw new Unavailable(
                    "the provider " + found.getProviderName() + " gave credentials without an access key");
        }
        Instant expiresAt = found.getExpiration() > 0 ? Instant.ofEpochMilli(found.getExpiration()) : null;
        if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
            throw new Unavailable(
                    "the credentials of the provider " + found.getProviderName() + " expired at " + expiresAt);
        }
        String token = isBlank(found.getSecurityToken()) ? null : found.getSecurityToken();
        return new AccessKey(found.getAccessKeyId(), found.getAccessKeySecret(), token, expiresAt);
    }

    private CredentialModel ask() throws Unavailable {
        try {
            return chain.getCredentials();
        } catch (RuntimeException failure) {
            // The chain's message lists its providers and what each of them misses. The cause is left out: a provider
            // that reads an
            // answer quotes it.
            throw new Unavailable(
                    "no credentials: " + failure.getMessage()
                            + " (set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or configure one of these providers)");
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}

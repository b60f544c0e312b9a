package dev.cutover.smc;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vendor's chain, in its order: system properties, environment, OIDC, the CLI's profile ({@code ~/.aliyun/config.json}), the profile
 * file, the ECS role, a credentials URI. Each key is used for one call and not kept.
 *
 * <p>What the vendor's library (1.0.3) does by itself, read in its source: it stays with the first provider that ever answered; OIDC, role
 * and ECS keys are kept and renewed 15 minutes before they expire, by the caller that comes then (which blocks for it); the ECS role's key is
 * given on past its expiry when it cannot be renewed. And what is done about it here: a chain that gives an expired key, or whose CLI profile
 * was changed, is built anew. Left as it is: the profile file ({@code ~/.alibabacloud/credentials}) is read once in a process.
 *
 * <p>The library writes to the log, under {@link #LOGGER}, texts that can quote the answer of a token service. A process that uses it has to
 * switch that logger off; what it would tell is in {@link Credentials.Unavailable} without the quotes.
 */
public final class VendorCredentials implements Credentials {

    /** The logger of the vendor's libraries, to be switched off. */
    public static final String LOGGER = "com.aliyun";

    /** How the chain's message introduces what each provider said. */
    private static final Pattern PROVIDER = Pattern.compile("[\\[ ]([A-Z][A-Za-z]{2,40}Provider): ");

    /** What providers say that quotes nothing. The rest can hold the answer of a token service, or an address with a token in it. */
    private static final Pattern HARMLESS =
            Pattern.compile("\\A(?:Environment variable \\w+ cannot be empty|System property [\\w.]+ cannot be empty"
                    + "|Unable to open credentials file|CLI credentials file is disabled|IMDS credentials is disabled"
                    + "|Failed to connect [A-Za-z ]{2,30} Service|The role name was not found in the instance"
                    + "|Client is not open in the specified credentials file"
                    + "|The configured [\\w ]{2,60} is empty)");

    private static final Pattern STATUS = Pattern.compile("HttpCode(?:: |=)(\\d{3})\\b");

    private final Supplier<AlibabaCloudCredentialsProvider> chains;
    private final InstantSource clock;
    private final Path cliProfile;

    private AlibabaCloudCredentialsProvider chain;
    private String builtFor;
    private String lastProvider;

    public VendorCredentials(InstantSource clock) {
        this(
                () -> DefaultCredentialsProvider.builder().build(),
                clock,
                Path.of(System.getProperty("user.home"), ".aliyun", "config.json"));
    }

    VendorCredentials(Supplier<AlibabaCloudCredentialsProvider> chains, InstantSource clock, Path cliProfile) {
        this.chains = chains;
        this.clock = clock;
        this.cliProfile = cliProfile;
    }

    @Override
    public AccessKey current() throws Unavailable {
        AccessKey key = key(ask(chain(false)));
        // The vendor's providers can go on with what they have when they cannot renew it: a new chain has nothing to go
        // on with.
        return isExpired(key) ? key(ask(chain(true))) : key;
    }

    private boolean isExpired(AccessKey key) {
        return key.expiresAt() != null && !clock.instant().isBefore(key.expiresAt());
    }

    private synchronized AlibabaCloudCredentialsProvider chain(boolean anew) {
        String profile = fingerprint();
        if (anew || chain == null || !profile.equals(builtFor)) {
            chain = chains.get();
            builtFor = profile;
        }
        return chain;
    }

    /** Tells one state of the CLI's profile from another. */
    private String fingerprint() {
        try {
            return Files.getLastModifiedTime(cliProfile) + "/" + Files.size(cliProfile);
        } catch (IOException absent) {
            return "none";
        }
    }

    private AccessKey key(CredentialModel found) {
        Instant expiresAt = found.getExpiration() > 0 ? Instant.ofEpochMilli(found.getExpiration()) : null;
        String token = found.getSecurityToken();
        return new AccessKey(
                found.getAccessKeyId(),
                found.getAccessKeySecret(),
                token == null || token.isBlank() ? null : token,
                expiresAt);
    }

    private CredentialModel ask(AlibabaCloudCredentialsProvider asked) throws Unavailable {
        try {
            CredentialModel found = asked.getCredentials();
            remember(found.getProviderName());
            return found;
        } catch (RuntimeException failure) {
            // Not as a cause: the vendor's texts can quote the answer of a token service.
            throw new Unavailable("no credentials: " + told(failure.getMessage())
                    + " (set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET,"
                    + " or configure one of the vendor's other providers)");
        }
    }

    private synchronized void remember(String provider) {
        lastProvider = provider;
    }

    private synchronized String lastProvider() {
        return lastProvider == null ? "the provider" : "the provider " + lastProvider;
    }

    /** Which providers were tried, and of what each said as much as can hold no secret. */
    private String told(String message) {
        String whole = message == null ? "" : message;
        Matcher provider = PROVIDER.matcher(whole);
        Set<String> tried = new LinkedHashSet<>();
        while (provider.find()) {
            tried.add(provider.group(1) + reason(whole.substring(provider.end())));
        }
        return tried.isEmpty() ? lastProvider() + " failed" + reason(whole) : "tried " + String.join(", ", tried);
    }

    private static String reason(String said) {
        Matcher harmless = HARMLESS.matcher(said);
        if (harmless.find()) {
            return " (" + harmless.group() + ")";
        }
        Matcher provider = PROVIDER.matcher(said);
        Matcher status = STATUS.matcher(provider.find() ? said.substring(0, provider.start()) : said);
        return status.find() ? " (HTTP " + status.group(1) + ")" : "";
    }
}

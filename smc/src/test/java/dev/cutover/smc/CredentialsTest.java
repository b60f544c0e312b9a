package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which key a call is signed with, as keys change and expire. */
@Timeout(60)
class CredentialsTest {

    private final TestClock clock = new TestClock();

    /** A chain of the vendor's that says what the test tells it to, and counts how often it was built and asked. */
    private static final class ScriptedChain implements AlibabaCloudCredentialsProvider {

        private final Deque<Object> answers = new ArrayDeque<>();
        private int built;
        private int asked;

        ScriptedChain then(Object answer) {
            answers.add(answer);
            return this;
        }

        ScriptedChain build() {
            built++;
            return this;
        }

        @Override
        public CredentialModel getCredentials() {
            asked++;
            Object answer = answers.size() > 1 ? answers.remove() : answers.element();
            if (answer instanceof RuntimeException failure) {
                throw failure;
            }
            return (CredentialModel) answer;
        }

        @Override
        public String getProviderName() {
            return "scripted";
        }

        @Override
        public void close() {}
    }

    private static CredentialModel model(String id, String token, Instant expiresAt) {
        return CredentialModel.builder()
                .accessKeyId(id)
                .accessKeySecret("PLANTEDsecret")
                .securityToken(token)
                .expiration(expiresAt == null ? 0 : expiresAt.toEpochMilli())
                .providerName("default/scripted")
                .build();
    }

    private VendorCredentials vendor(ScriptedChain chain) {
        return new VendorCredentials(chain::build, clock, Path.of("no", "such", "profile"));
    }

    @Test
    @DisplayName("a key that rotates is used from the next call on, its token with it")
    void rotation() throws Exception {
        ScriptedChain chain = new ScriptedChain()
                .then(model("LTAIfirst", null, null))
                .then(model("STS.second", "token-2", TestClock.START.plus(Duration.ofHours(1))));
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(
                    new MockResponse.Builder().body("{\"RequestId\": \"R\"}").build());
            server.enqueue(
                    new MockResponse.Builder().body("{\"RequestId\": \"R\"}").build());
            try (SmcClient client = new SmcClient(settings(server), vendor(chain), clock)) {
                client.startReplicationJob("j-1");
                client.startReplicationJob("j-1");
            }
            assertThat(Objects.requireNonNull(server.takeRequest().getHeaders().get("Authorization")))
                    .contains("Credential=LTAIfirst,");
            var second = server.takeRequest().getHeaders();
            assertThat(second.get("Authorization")).contains("Credential=STS.second,", "x-acs-security-token");
            assertThat(second.get("x-acs-security-token")).isEqualTo("token-2");
        }
        assertThat(chain.built).as("a chain that serves is kept").isEqualTo(1);
    }

    @Test
    @DisplayName("a chain that goes on with an expired key is built anew, once, and its new key is used")
    void rebuiltWhenExpired() throws Exception {
        ScriptedChain chain = new ScriptedChain()
                .then(model("STS.old", "t", TestClock.START.plus(Duration.ofMinutes(5))))
                .then(model("STS.old", "t", TestClock.START.plus(Duration.ofMinutes(5))))
                .then(model("STS.new", "t", TestClock.START.plus(Duration.ofHours(1))));
        VendorCredentials credentials = vendor(chain);

        assertThat(credentials.current().id()).isEqualTo("STS.old");
        clock.forward(Duration.ofMinutes(5));
        assertThat(credentials.current().id()).isEqualTo("STS.new");
        assertThat(chain.built).isEqualTo(2);
    }

    @Test
    @DisplayName("a key past its expiry signs nothing, whoever gave it; to the second")
    void expired() throws Exception {
        Instant end = TestClock.START.plus(Duration.ofMinutes(5));
        ScriptedChain chain = new ScriptedChain().then(model("STS.old", "t", end));
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(
                    new MockResponse.Builder().body("{\"RequestId\": \"R\"}").build());
            try (SmcClient client = new SmcClient(settings(server), vendor(chain), clock)) {
                clock.forward(Duration.ofMinutes(5).minusSeconds(1));
                assertThat(Line.cutOver(client)).isEqualTo("answered R");
                clock.forward(Duration.ofSeconds(1));
                SmcException failure = Line.failure(() -> client.cutOverReplicationJob("j-1", true, CallGuard.ALWAYS));
                assertThat(failure).isInstanceOfSatisfying(SmcException.NotSent.class, notSent -> {
                    assertThat(notSent.isByCredentials()).isTrue();
                    assertThat(notSent.reason()).contains("expired at " + end);
                });
            }
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a chain whose CLI profile was changed is built anew")
    void profileChanged(@TempDir Path folder) throws Exception {
        Path profile = Files.writeString(folder.resolve("config.json"), "{}");
        ScriptedChain chain = new ScriptedChain().then(model("LTAI", null, null));
        VendorCredentials credentials = new VendorCredentials(chain::build, clock, profile);

        credentials.current();
        credentials.current();
        assertThat(chain.built).isEqualTo(1);
        Files.writeString(profile, "{ }");
        credentials.current();
        assertThat(chain.built).isEqualTo(2);
        assertThat(chain.asked).isEqualTo(3);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet(
                        "none configured",
                        "Unable to load credentials from any of the providers in the chain:"
                                + " [SystemPropertiesCredentialsProvider: System property alibabacloud.accessKeyId cannot be empty.,"
                                + " EnvironmentVariableCredentialsProvider: Environment variable accessKeyId cannot be empty.,"
                                + " CLIProfileCredentialsProvider: Unable to open credentials file: /home/x/.aliyun/config.json.]",
                        List.of(
                                "tried SystemPropertiesCredentialsProvider (System property alibabacloud.accessKeyId cannot be empty)",
                                "EnvironmentVariableCredentialsProvider (Environment variable accessKeyId cannot be empty)",
                                "CLIProfileCredentialsProvider (Unable to open credentials file)")),
                argumentSet(
                        "a token service that answers strangely",
                        "Unable to load credentials from any of the providers in the chain:"
                                + " [OIDCRoleArnCredentialProvider: Error refreshing credentials from OIDC, HttpCode: 403, result:"
                                + " {\"AccessKeySecret\": \"PLANTEDsecret\"}., EcsRamRoleCredentialProvider: Failed to connect ECS"
                                + " Metadata Service: PLANTEDsecret]",
                        List.of(
                                "OIDCRoleArnCredentialProvider (HTTP 403)",
                                "EcsRamRoleCredentialProvider (Failed to connect ECS Metadata Service)")),
                argumentSet(
                        "an address with a token in it",
                        "Unable to load credentials from any of the providers in the chain: [URLCredentialProvider: Failed to"
                                + " get credentials from server: http://x/?PLANTEDsecret\nHttpCode=500\nHttpRAWContent=PLANTEDsecret]",
                        List.of("tried URLCredentialProvider (HTTP 500)")),
                argumentSet(
                        "the one provider that served before",
                        "Error retrieving credentials from IMDS result: {\"AccessKeySecret\": \"PLANTEDsecret\"}.",
                        List.of("the provider failed")),
                argumentSet("no message at all", null, List.of("the provider failed")));
    }

    @ParameterizedTest(name = "{argumentSetName}: not sent, with the providers and without their quotes")
    @MethodSource("failures")
    void failures(String message, List<String> told) {
        ScriptedChain chain = new ScriptedChain().then(new CredentialException(message));
        try (SmcClient client = new SmcClient(SmcSettings.at(URI.create("http://127.0.0.1:1")), vendor(chain), clock)) {
            SmcException failure = Line.failure(() -> client.startReplicationJob("j-1"));

            assertThat(failure).isInstanceOfSatisfying(SmcException.NotSent.class, notSent -> {
                assertThat(notSent.isByCredentials()).isTrue();
                assertThat(notSent.reason()).contains(told).contains("ALIBABA_CLOUD_ACCESS_KEY_ID");
                assertThat(notSent).hasMessageNotContaining("PLANTED").hasNoCause();
            });
        }
    }

    @Test
    @DisplayName("a provider that served before and fails now is named")
    void lastProviderNamed() throws Exception {
        ScriptedChain chain = new ScriptedChain()
                .then(model("LTAI", null, null))
                .then(new CredentialException("Failed to connect ECS Metadata Service: gone"));
        VendorCredentials credentials = vendor(chain);
        credentials.current();

        assertThatThrownBy(credentials::current)
                .isInstanceOf(Credentials.Unavailable.class)
                .hasMessageContaining("the provider default/scripted failed (Failed to connect ECS Metadata Service)");
    }

    @Test
    @DisplayName("for how long there has been no key is told, from the first call that found none; a key ends it")
    void keyless() throws Exception {
        CredentialException gone = new CredentialException("gone");
        ScriptedChain chain = new ScriptedChain()
                .then(gone)
                .then(gone)
                .then(model("LTAI", null, null))
                .then(gone);
        List<Duration> told = new ArrayList<>();
        try (SmcClient client = new SmcClient(SmcSettings.at(URI.create("http://127.0.0.1:1")), vendor(chain), clock)) {
            for (int call = 0; call < 5; call++) {
                SmcException failure = Line.failure(() -> client.startReplicationJob("j-1"));
                told.add(((SmcException.NotSent) failure).keyless().orElse(null));
                clock.forward(Duration.ofMinutes(1));
            }
        }
        // The third had a key, and found nobody to talk to.
        assertThat(told)
                .containsExactly(Duration.ZERO, Duration.ofMinutes(1), null, Duration.ZERO, Duration.ofMinutes(1));
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet("no id", AccessKey.of("", "PLANTEDsecret")),
                argumentSet("a null id", AccessKey.of(null, "PLANTEDsecret")),
                argumentSet("no secret", AccessKey.of("LTAI", "")),
                argumentSet("a token with a line end", new AccessKey("LTAI", "PLANTEDsecret", "PLANTEDtoken\n", null)),
                argumentSet("a token with an umlaut", new AccessKey("LTAI", "PLANTEDsecret", "PLANTEDtökén", null)),
                argumentSet("an id with a blank", AccessKey.of("LTAI PLANTED", "PLANTEDsecret")));
    }

    @ParameterizedTest(name = "{argumentSetName}: not sent, and no crash that quotes it")
    @MethodSource("unusable")
    void unusable(AccessKey key) {
        try (SmcClient client = Line.to(SmcSettings.at(URI.create("http://127.0.0.1:1")), Credentials.fixed(key))) {
            assertThat(Line.failure(() -> client.startReplicationJob("j-1")))
                    .isInstanceOfSatisfying(
                            SmcException.NotSent.class,
                            notSent -> assertThat(notSent.isByCredentials()).isTrue())
                    .hasMessageNotContaining("PLANTED");
        }
    }

    private static SmcSettings settings(MockWebServer server) {
        return SmcSettings.at(URI.create("http://127.0.0.1:" + server.getPort()));
    }
}

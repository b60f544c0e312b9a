package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.UserHooks.HookRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may not be believed does not become so within minutes: such a hook is refused at once. */
class CertificatesTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant FAR_AWAY = Instant.parse("2999-01-01T00:00:00Z");

    private static final HeldCertificate ISSUER = new HeldCertificate.Builder()
            .certificateAuthority(1)
            .validityInterval(LONG_AGO.toEpochMilli(), FAR_AWAY.toEpochMilli())
            .build();

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void listen() throws IOException {
        server.enqueue(new MockResponse.Builder().body("frozen").build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HookResult run(HeldCertificate certificate, boolean trusted) throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate, ISSUER.certificate())
                .build()
                .sslSocketFactory());
        server.start();
        HandshakeCertificates trust = trusted
                ? new HandshakeCertificates.Builder()
                        .addTrustedCertificate(ISSUER.certificate())
                        .build()
                : new HandshakeCertificates.Builder()
                        .addPlatformTrustedCertificates()
                        .build();
        OkHttpClient client = Endpoints.client()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
        Secrets secrets = new Secrets(Map.of());
        Endpoints endpoints = new Endpoints(client, secrets, Duration.ofSeconds(1));
        Hook.Http http = new Hook.Http("https://localhost:" + server.getPort() + "/freeze", null, List.of());
        return new UserHooksImpl(new HttpHook(endpoints, secrets, new AtOnce(() -> 0)), null, FakeHookAttempt::first)
                .run(new HookRequest(new Hook(http, null, null, null, null, null, null), HookStory.input()));
    }

    private static HeldCertificate certificate(String name, Instant from, Instant to) {
        return new HeldCertificate.Builder()
                .signedBy(ISSUER)
                .addSubjectAlternativeName(name)
                .validityInterval(from.toEpochMilli(), to.toEpochMilli())
                .build();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet(
                        "it has expired",
                        certificate("localhost", LONG_AGO, LONG_AGO.plusSeconds(3600)),
                        true,
                        "has expired"),
                argumentSet(
                        "it is not valid yet",
                        certificate("localhost", FAR_AWAY.minusSeconds(3600), FAR_AWAY),
                        true,
                        "not valid yet"),
                argumentSet(
                        "it is for another name",
                        certificate("other.example", LONG_AGO, FAR_AWAY),
                        true,
                        "for another name"),
                argumentSet(
                        "nobody vouches for it",
                        certificate("localhost", LONG_AGO, FAR_AWAY),
                        false,
                        "nobody vouches"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses(HeldCertificate certificate, boolean trusted, String sentence) {
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> run(certificate, trusted))
                        .getOriginalMessage())
                .startsWith("https://localhost:" + server.getPort() + " shows a certificate")
                .contains(sentence);
    }

    @Test
    void believes_a_good_one() throws IOException {
        assertThat(run(certificate("localhost", LONG_AGO, FAR_AWAY), true).output())
                .isEqualTo("frozen");
    }

    @Test
    void one_that_speaks_no_TLS_may_be_starting_and_is_tried_again() throws IOException {
        server.start();
        Secrets secrets = new Secrets(Map.of());
        Endpoints endpoints = new Endpoints(Endpoints.client().build(), secrets, Duration.ofSeconds(1));
        Hook.Http http = new Hook.Http("https://localhost:" + server.getPort() + "/freeze", null, List.of());
        HookStory.failure(
                FailureKind.HOOK_SILENT,
                () -> new UserHooksImpl(
                                new HttpHook(endpoints, secrets, new AtOnce(() -> 0)), null, FakeHookAttempt::first)
                        .run(new HookRequest(new Hook(http, null, null, null, null, null, null), HookStory.input())));
    }
}

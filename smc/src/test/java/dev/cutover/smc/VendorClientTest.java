package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaRequest;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("our signature and the vendor's generic client")
@Timeout(60)
class VendorClientTest {

    private static final String ANSWER = "{\"RequestId\": \"473469C7\", \"ReplicationJobs\": {\"ReplicationJob\": []}}";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
        server.enqueue(new MockResponse.Builder().body(ANSWER).build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.argumentSet("of a user", AccessKey.of("LTAIvendor", "vendorSecret")),
                Arguments.argumentSet(
                        "of a role", new AccessKey("STS.vendor", "vendorSecret", "token/with+signs==", null)));
    }

    @ParameterizedTest(name = "what the vendor's client signed with a key {argumentSetName}, we sign alike")
    @MethodSource("keys")
    void vendorRequest(AccessKey key) throws Exception {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("JobId.1", "j-1");
        query.put("JobId.10", "j-10");
        query.put("Name", "a b*c~d/é+服&=");
        callWithVendor(key, query);

        RecordedRequest sent = server.takeRequest();
        String authorization = Objects.requireNonNull(sent.getHeaders().get("Authorization"));
        Map<String, String> headers = Arrays.stream(
                        between(authorization, "SignedHeaders=", ",").split(";"))
                .collect(Collectors.toMap(Function.identity(), name -> header(sent, name)));

        assertThat(headers).containsKeys("host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce");
        assertThat(between(authorization, "Signature=", ""))
                .isEqualTo(between(
                        Signature.authorization(
                                key,
                                sent.getMethod(),
                                parameters(sent.getUrl()),
                                headers,
                                header(sent, "x-acs-content-sha256")),
                        "Signature=",
                        ""));
    }

    @ParameterizedTest(name = "what we signed with a key {argumentSetName}, the vendor's code signs alike")
    @MethodSource("keys")
    void ourRequest(AccessKey key) throws Exception {
        try (SmcClient client = Line.to(
                SmcSettings.at(
                        server.url("/").newBuilder().host("127.0.0.1").build().uri()),
                Credentials.fixed(key))) {
            client.findReplicationJobs(new JobFilter("a b*c~d/é+服&=", "cn-shanghai", "Waiting", Map.of("k", "v w")));
        }

        RecordedRequest sent = server.takeRequest();
        TeaRequest request = new TeaRequest();
        request.method = sent.getMethod();
        request.pathname = sent.getUrl().encodedPath();
        request.query = parameters(sent.getUrl());
        sent.getHeaders().forEach(header -> request.headers.put(header.getFirst(), header.getSecond()));
        String vendors = Client.getAuthorization(
                request, Signature.ALGORITHM, header(sent, "x-acs-content-sha256"), key.id(), key.secret());

        // The vendor's code signs a superset of the headers when they are there; Accept and User-Agent are not to be
        // signed by rule.
        assertThat(header(sent, "Authorization")).isEqualTo(vendors);
        assertThat(header(sent, "host")).isEqualTo("127.0.0.1:" + server.getPort());
        assertThat(sent.getHeaders().get("x-acs-security-token")).isEqualTo(key.securityToken());
        assertThat(sent.getHeaders().get("Content-Type")).isNull();
        assertThat(sent.getHeaders().get("x-acs-date")).isEqualTo("2026-11-28T01:00:00Z");
        assertThat(sent.getHeaders().get("x-acs-version")).isEqualTo("2019-06-01");
        assertThat(sent.getBodySize()).isZero();
    }

    private void callWithVendor(AccessKey key, Map<String, String> query) throws Exception {
        Config config = new Config()
                .setAccessKeyId(key.id())
                .setAccessKeySecret(key.secret())
                .setSecurityToken(key.securityToken())
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + server.getPort());
        Params params = new Params()
                .setAction("DescribeReplicationJobs")
                .setVersion("2019-06-01")
                .setProtocol("HTTP")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setPathname("/")
                .setReqBodyType("formData")
                .setBodyType("json");
        new com.aliyun.teaopenapi.Client(config)
                .callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
    }

    private static Map<String, String> parameters(HttpUrl url) {
        return url.queryParameterNames().stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> Objects.requireNonNull(url.queryParameter(name))));
    }

    private static String header(RecordedRequest request, String name) {
        return Objects.requireNonNull(request.getHeaders().get(name), name);
    }

    private static String between(String text, String from, String to) {
        String rest = text.substring(text.indexOf(from) + from.length());
        return to.isEmpty() ? rest : rest.substring(0, rest.indexOf(to));
    }
}

package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error code and every kind of bad answer, and what each is to the caller. */
@Timeout(60)
class WhatComesBackTest {

    private static final String ACKNOWLEDGED = "{\"RequestId\": \"473469C7\"}";
    private static final String NO_JOBS =
            "{\"RequestId\": \"R\", \"TotalCount\": 0, \"ReplicationJobs\": {\"ReplicationJob\": []}}";

    private final MockWebServer server = new MockWebServer();
    private SmcClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = Line.to(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest(name = "HTTP {0} with {1} is refused, for a cutover and for a look")
    @CsvSource({
        "500,InternalError",
        "503,ServiceUnavailable",
        "400,Throttling",
        "429,Throttling",
        "400,Throttling.User",
        "429,Throttling.User",
        "400,Throttling.Api",
        "429,Throttling.Api",
        "400,ReplicationJob.InvalidStatus",
        "400,ReplicationJob.InvalidBusinessStatus",
        "400,SourceServerState.Invalid",
        "403,Forbidden.RAM",
        "403,Forbidden.SubUser",
        "404,InvalidAccessKeyId.NotFound",
        "403,InvalidAccessKeyId.Inactive",
        "400,SignatureDoesNotMatch",
        "400,InvalidSecurityToken.Expired",
        "403,InvalidSecurityToken.Malformed",
        "400,IncompleteSignature",
        "400,InvalidTimeStamp.Expired",
        "400,IllegalTimestamp",
        "400,InvalidAccountStatus.NotEnoughBalance",
        "400,SignatureNonceUsed",
        "400,MissingParameter",
        "404,InvalidParameter",
        "400,InvalidParameter.JobId",
        "400,QuotaExceeded.RunningJob",
        "418,SomethingNobodyKnows"
    })
    void codes(int status, String code) {
        server.enqueue(json(status, error(code)));
        server.enqueue(json(status, error(code)));

        SmcException failure = Line.failure(() -> client.cutOverReplicationJob("j-1", true, CallGuard.ALWAYS));

        assertThat(failure).isInstanceOfSatisfying(SmcException.Refused.class, refused -> {
            assertThat(refused.httpStatus()).isEqualTo(status);
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).isEqualTo("a sentence");
            assertThat(refused.requestId()).isEqualTo("5E1D0C6D");
            assertThat(refused.recommend()).isEqualTo("https://example.invalid/why");
        });
        assertThat(Line.verdict(() -> client.describeReplicationJobs(List.of("j-1"))))
                .isEqualTo("refused " + status + " " + code);
        assertThat(server.getRequestCount()).as("calls sent").isEqualTo(2);
    }

    static Stream<Arguments> bodies() {
        String deep = "[".repeat(100_000);
        return Stream.of(
                argumentSet("an acknowledgement", 200, ACKNOWLEDGED, "answered 473469C7"),
                argumentSet("one with fields nobody knows", 200, "{\"RequestId\": \"R\", \"New\": [1]}", "answered R"),
                argumentSet("a body that is empty", 200, "", "unclear 200"),
                argumentSet("a page of HTML", 200, "<html>hello</html>", "unclear 200"),
                argumentSet("a JSON text", 200, "\"RequestId\"", "unclear 200"),
                argumentSet("a JSON list", 200, "[" + ACKNOWLEDGED + "]", "unclear 200"),
                argumentSet("a JSON null", 200, "null", "unclear 200"),
                argumentSet("JSON that is cut off", 200, "{\"RequestId\": \"4734", "unclear 200"),
                argumentSet("two JSON objects", 200, ACKNOWLEDGED + ACKNOWLEDGED, "unclear 200"),
                argumentSet("JSON without end", 200, deep, "unclear 200"),
                argumentSet("no RequestId", 200, "{}", "unclear 200"),
                argumentSet("an empty RequestId", 200, "{\"RequestId\": \"\"}", "unclear 200"),
                argumentSet("a RequestId that is null", 200, "{\"RequestId\": null}", "unclear 200"),
                argumentSet("a RequestId that is an object", 200, "{\"RequestId\": {}}", "unclear 200"),
                argumentSet("a RequestId that is a number", 200, "{\"RequestId\": 12}", "unclear 200"),
                argumentSet("an acknowledgement with HTTP 201", 201, ACKNOWLEDGED, "unclear 201"),
                argumentSet("an acknowledgement with HTTP 206", 206, ACKNOWLEDGED, "unclear 206"),
                argumentSet("HTTP 204", 204, "", "unclear 204"),
                argumentSet("HTTP 304", 304, "", "unclear 304"),
                argumentSet("an error body with HTTP 302", 302, error("InternalError"), "unclear 302"),
                argumentSet("an error body with HTTP 200", 200, "{\"Code\": \"InternalError\"}", "unclear 200"),
                argumentSet("a 500 without a body", 500, "", "unclear 500"),
                argumentSet("a 502 of a gateway", 502, "<html>Bad Gateway</html>", "unclear 502"),
                argumentSet("a 504 with JSON but no Code", 504, "{\"message\": \"timeout\"}", "unclear 504"),
                argumentSet("a 503 with a Code that is a number", 503, "{\"Code\": 503}", "unclear 503"),
                argumentSet("a 503 with an empty Code", 503, "{\"Code\": \"\"}", "unclear 503"),
                argumentSet("a 503 with a Code over two lines", 503, "{\"Code\": \"a\\nb\"}", "unclear 503"),
                argumentSet(
                        "a 500 with a Message that is a list",
                        500,
                        "{\"Code\": \"X\", \"Message\": []}",
                        "unclear 500"),
                argumentSet(
                        "a 500 with a Code and nothing else",
                        500,
                        "{\"Code\": \"InternalError\"}",
                        "refused 500 InternalError"),
                argumentSet("a 400 without a body", 400, "", "unclear 400"),
                argumentSet("a 403 of a proxy", 403, "<html>Forbidden</html>", "unclear 403"),
                argumentSet("a 401", 401, "", "unclear 401"),
                argumentSet("a 407", 407, "", "unclear 407"),
                argumentSet("a 408", 408, "", "unclear 408"),
                argumentSet("a 421", 421, "", "unclear 421"),
                argumentSet("a 429 without a body", 429, "", "refused 429 Throttling"),
                argumentSet("a 429 of a gateway", 429, "<html>slow down</html>", "unclear 429"));
    }

    @ParameterizedTest(name = "{argumentSetName}: {2}")
    @MethodSource("bodies")
    void cutoverAnswers(int status, String body, String verdict) {
        server.enqueue(json(status, body));

        assertThat(Line.cutOver(client)).isEqualTo(verdict);
        assertThat(server.getRequestCount()).as("calls sent").isEqualTo(1);
    }

    static Stream<Arguments> listings() {
        String row = "{\"JobId\": \"j-1\", \"Status\": \"Waiting\"}";
        return Stream.of(
                argumentSet("no job", NO_JOBS, "answered 0"),
                argumentSet("a job", listing(row), "answered 1"),
                argumentSet(
                        "no RequestId, which a look does not need",
                        NO_JOBS.replace("\"RequestId\": \"R\", ", ""),
                        "answered 0"),
                argumentSet("no ReplicationJobs", "{\"RequestId\": \"R\", \"TotalCount\": 0}", "unclear 200"),
                argumentSet(
                        "ReplicationJobs that is null",
                        "{\"RequestId\": \"R\", \"ReplicationJobs\": null}",
                        "unclear 200"),
                argumentSet(
                        "ReplicationJobs without its list",
                        "{\"RequestId\": \"R\", \"ReplicationJobs\": {}}",
                        "unclear 200"),
                argumentSet(
                        "a list that is an object", "{\"ReplicationJobs\": {\"ReplicationJob\": {}}}", "unclear 200"),
                argumentSet("a row that is a text", listing("\"j-1\""), "unclear 200"),
                argumentSet("a row without JobId", listing("{\"Status\": \"Waiting\"}"), "unclear 200"),
                argumentSet("a row whose JobId is a list", listing("{\"JobId\": [\"j-1\"]}"), "unclear 200"),
                argumentSet("a row without Status", listing("{\"JobId\": \"j-1\"}"), "answered 1"),
                argumentSet(
                        "a Status that is an object", listing("{\"JobId\": \"j-1\", \"Status\": {}}"), "unclear 200"),
                argumentSet(
                        "a time that is none", listing("{\"JobId\": \"j-1\", \"ValidTime\": \"soon\"}"), "unclear 200"),
                argumentSet(
                        "a Frequency that is none",
                        listing("{\"JobId\": \"j-1\", \"Frequency\": \"often\"}"),
                        "unclear 200"),
                argumentSet(
                        "a Frequency past all numbers",
                        listing("{\"JobId\": \"j-1\", \"Frequency\": 1e99}"),
                        "unclear 200"),
                argumentSet(
                        "a RunOnce that is neither", listing("{\"JobId\": \"j-1\", \"RunOnce\": 7}"), "unclear 200"),
                argumentSet(
                        "runs that are a text",
                        listing("{\"JobId\": \"j-1\", \"ReplicationJobRuns\": \"x\"}"),
                        "unclear 200"),
                argumentSet(
                        "a run that is a text",
                        listing("{\"JobId\": \"j-1\", \"ReplicationJobRuns\": {\"ReplicationJobRun\": [\"x\"]}}"),
                        "unclear 200"),
                argumentSet("tags that are a list", listing("{\"JobId\": \"j-1\", \"Tags\": []}"), "unclear 200"),
                argumentSet(
                        "another page",
                        listing(row).replace("{\"RequestId\"", "{\"PageNumber\": 2, \"RequestId\""),
                        "unclear 200"),
                argumentSet(
                        "a smaller page",
                        listing(row).replace("{\"RequestId\"", "{\"PageSize\": 10, \"RequestId\""),
                        "unclear 200"),
                argumentSet(
                        "a page that is a word",
                        listing(row).replace("{\"RequestId\"", "{\"PageNumber\": \"one\", \"RequestId\""),
                        "unclear 200"),
                argumentSet(
                        "the page that was asked for",
                        listing(row).replace("{\"RequestId\"", "{\"PageNumber\": 1, \"PageSize\": 50, \"RequestId\""),
                        "answered 1"),
                argumentSet("a job that was not asked for", listing("{\"JobId\": \"j-2\"}"), "unclear -"),
                argumentSet("one job twice", listing(row + ", " + row), "unclear -"),
                argumentSet(
                        "fewer jobs than it counts",
                        NO_JOBS.replace("\"TotalCount\": 0", "\"TotalCount\": 1"),
                        "unclear -"));
    }

    @ParameterizedTest(name = "a look that is answered with {argumentSetName}: {1}")
    @MethodSource("listings")
    void lookAnswers(String body, String verdict) {
        server.enqueue(json(200, body));

        assertThat(Line.verdict(
                        () -> client.describeReplicationJobs(List.of("j-1")).size()))
                .isEqualTo(verdict);
    }

    static Stream<Arguments> wire() {
        return Stream.of(
                argumentSet(
                        "a redirect",
                        new MockResponse.Builder().code(307).setHeader("Location", "/else"),
                        "unclear 307"),
                argumentSet(
                        "a moved", new MockResponse.Builder().code(301).setHeader("Location", "/else"), "unclear 301"),
                argumentSet(
                        "a 503 that asks to come again at once",
                        new MockResponse.Builder().code(503).setHeader("Retry-After", "0"),
                        "unclear 503"),
                argumentSet(
                        "a 503 with a code that asks to come again at once",
                        new MockResponse.Builder()
                                .code(503)
                                .setHeader("Retry-After", "0")
                                .body(error("ServiceUnavailable")),
                        "refused 503 ServiceUnavailable"),
                argumentSet(
                        "a 408 that asks to come again",
                        new MockResponse.Builder().code(408).setHeader("Retry-After", "0"),
                        "unclear 408"),
                argumentSet(
                        "a 401 with a challenge",
                        new MockResponse.Builder().code(401).setHeader("WWW-Authenticate", "Basic realm=x"),
                        "unclear 401"),
                argumentSet(
                        "an acknowledgement in gzip",
                        new MockResponse.Builder()
                                .setHeader("Content-Encoding", "gzip")
                                .body(gzip(ACKNOWLEDGED)),
                        "answered 473469C7"),
                argumentSet(
                        "garbage that says it is gzip",
                        new MockResponse.Builder()
                                .setHeader("Content-Encoding", "gzip")
                                .body(ACKNOWLEDGED),
                        "unclear 200"),
                argumentSet(
                        "gzip that is cut off",
                        new MockResponse.Builder()
                                .setHeader("Content-Encoding", "gzip")
                                .body(cut(gzip(ACKNOWLEDGED))),
                        "unclear 200"),
                argumentSet(
                        "a body just past the largest",
                        new MockResponse.Builder().body(padded(SmcClient.LARGEST_BODY + 1)),
                        "unclear 200"),
                argumentSet(
                        "a body as large as may be",
                        new MockResponse.Builder().body(padded(SmcClient.LARGEST_BODY)),
                        "answered 473469C7"),
                argumentSet(
                        "a body that gzip makes small",
                        new MockResponse.Builder()
                                .setHeader("Content-Encoding", "gzip")
                                .body(gzip(padded(SmcClient.LARGEST_BODY * 4))),
                        "unclear 200"),
                argumentSet(
                        "an acknowledgement in chunks",
                        new MockResponse.Builder().chunkedBody(ACKNOWLEDGED, 3),
                        "answered 473469C7"),
                argumentSet(
                        "bytes that are no UTF-8",
                        new MockResponse.Builder()
                                .body(new Buffer()
                                        .writeUtf8("{\"RequestId\": \"")
                                        .writeByte(0xff)
                                        .writeUtf8("\"}")),
                        "unclear 200"));
    }

    @ParameterizedTest(name = "{argumentSetName}: {1}, and one call sent")
    @MethodSource("wire")
    void wireAnswers(MockResponse.Builder response, String verdict) {
        server.enqueue(response.build());
        // What a second call would get, if one were sent.
        server.enqueue(json(200, "{\"RequestId\": \"second\"}"));

        assertThat(Line.cutOver(client)).isEqualTo(verdict);
        assertThat(server.getRequestCount()).as("calls sent").isEqualTo(1);
    }

    @Test
    @DisplayName("a code in an error body of another shape is kept as a hint")
    void codeAsHint() {
        server.enqueue(json(500, "{\"Code\": \"InternalError\", \"RequestId\": {}}"));

        assertThat(Line.failure(() -> client.startReplicationJob("j-1")))
                .isInstanceOfSatisfying(SmcException.NoClearAnswer.class, unclear -> {
                    assertThat(unclear.code()).isEqualTo("InternalError");
                    assertThat(unclear.httpStatus()).hasValue(500);
                });
    }

    private static String listing(String rows) {
        return "{\"RequestId\": \"R\", \"ReplicationJobs\": {\"ReplicationJob\": [" + rows + "]}}";
    }

    private static String error(String code) {
        return "{\"RequestId\": \"5E1D0C6D\", \"HostId\": \"smc.aliyuncs.com\", \"Code\": \"" + code
                + "\", \"Message\": \"a sentence\", \"Recommend\": \"https://example.invalid/why\"}";
    }

    private static MockResponse json(int status, String body) {
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        return status == 204 || status == 304
                ? response.removeHeader("Content-Length").build()
                : response.body(body).build();
    }

    private static Buffer padded(long size) {
        Buffer body = new Buffer().writeUtf8(ACKNOWLEDGED);
        byte[] blanks = " ".repeat((int) (size - body.size())).getBytes(StandardCharsets.US_ASCII);
        return body.write(blanks);
    }

    private static Buffer gzip(String text) {
        return gzip(new Buffer().writeUtf8(text));
    }

    private static Buffer gzip(Buffer plain) {
        Buffer zipped = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeAll(plain);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        return zipped;
    }

    private static Buffer cut(Buffer whole) {
        return new Buffer().write(whole.readByteArray(), 0, 15);
    }
}

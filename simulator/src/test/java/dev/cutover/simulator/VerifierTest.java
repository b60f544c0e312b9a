package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("who calls is checked")
class VerifierTest {

    private final TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));

    private SignedCall call() {
        return new SignedCall("DescribeReplicationJobs", TestClock.START, "Name", "a b*c~d/é+服&=");
    }

    static Stream<Arguments> before() {
        return Stream.of(
                before("a call that is signed well", call -> call, "OK"),
                before("a GET that is signed well", call -> call.method("GET"), "OK"),
                before("a body that is signed", call -> call.body("{\"a\": 1}"), "OK"),
                before("a signed content type", call -> call.header("content-type", "text/plain"), "OK"),
                before("a signed security token", call -> call.header("x-acs-security-token", "token/+="), "OK"),
                before(
                        "a key that is not known",
                        call -> call.key("other", "simulator"),
                        "InvalidAccessKeyId.NotFound"),
                before("a wrong secret", call -> call.key("simulator", "other"), "SignatureDoesNotMatch"),
                before("a clock 15 minutes behind", late("PT-15M"), "OK"),
                before("a clock 15 minutes ahead", late("PT15M"), "OK"),
                before("a clock further behind", late("PT-15M-1S"), "InvalidTimeStamp.Expired"),
                before("a clock further ahead", late("PT15M1S"), "InvalidTimeStamp.Expired"),
                before("a date in words", call -> call.header("x-acs-date", "Saturday"), "IllegalTimestamp"),
                before("a method that SMC does not take", call -> call.method("PUT"), "UnsupportedHTTPMethod"),
                before(
                        "an operation that it does not know",
                        call -> call.header("x-acs-action", "Nap"),
                        "InvalidAction.NotFound"),
                before(
                        "another version of the API",
                        call -> call.header("x-acs-version", "2014-05-26"),
                        "InvalidParameter.Version"));
    }

    private static UnaryOperator<SignedCall> late(String by) {
        return call -> call.header(
                "x-acs-date", TestClock.START.plus(Duration.parse(by)).toString());
    }

    private static Arguments before(String sentence, UnaryOperator<SignedCall> change, String word) {
        return Arguments.argumentSet(sentence + ": " + word, change, word);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("before")
    void signedWithIt(UnaryOperator<SignedCall> change, String word) {
        assertThat(cloud.call(change.apply(call()).sign()).word()).isEqualTo(word);
    }

    static Stream<Arguments> after() {
        return Stream.of(
                after(
                        "a parameter more than was signed",
                        call -> put(call, "Status", "Waiting"),
                        "SignatureDoesNotMatch"),
                after("a value that was not signed", call -> put(call, "Name", "b"), "SignatureDoesNotMatch"),
                after(
                        "a header changed on the way",
                        call -> with(call, "x-acs-date", "2026-11-28T01:00:01Z"),
                        "SignatureDoesNotMatch"),
                after("a body that was not signed", call -> body(call, "more"), "SignatureDoesNotMatch"),
                after("no signature at all", call -> with(call, "authorization", null), "IncompleteSignature"),
                after(
                        "a signature of an older version",
                        call -> with(call, "authorization", "acs simulator:c2lnbmF0dXJl"),
                        "IncompleteSignature"),
                after(
                        "a security token that was not signed",
                        call -> with(call, "x-acs-security-token", "token"),
                        "IncompleteSignature"),
                after(
                        "a content type that was not signed",
                        call -> with(call, "content-type", "text/plain"),
                        "IncompleteSignature"));
    }

    private static Arguments after(String sentence, UnaryOperator<Call> change, String word) {
        return Arguments.argumentSet(sentence + ": " + word, change, word);
    }

    private static Call put(Call call, String name, String value) {
        Map<String, String> query = new TreeMap<>(call.query());
        query.put(name, value);
        return new Call(call.method(), query, call.form(), call.headers(), call.body());
    }

    private static Call with(Call call, String name, String value) {
        Map<String, String> headers = new TreeMap<>(call.headers());
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return new Call(call.method(), call.query(), call.form(), headers, call.body());
    }

    private static Call body(Call call, String body) {
        return new Call(call.method(), call.query(), call.form(), call.headers(), body);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("after")
    void changedAfterwards(UnaryOperator<Call> change, String word) {
        assertThat(cloud.call(change.apply(call().sign())).word()).isEqualTo(word);
        assertThat(cloud.lastEffect()).isEqualTo("refused/sent/" + word);
    }

    @ParameterizedTest(name = "a call without {0} is refused")
    @ValueSource(strings = {"host", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"})
    void missingHeader(String name) {
        assertThat(cloud.call(with(call().sign(), name, null)).word()).isEqualTo("IncompleteSignature");
    }

    @Test
    @DisplayName("a nonce passes once, whatever else the second call is, until its time stamp is too old anyway")
    void nonce() {
        Call first = call().header("x-acs-signature-nonce", "once").sign();
        assertThat(cloud.call(first).word()).isEqualTo("OK");
        assertThat(cloud.call(first).word()).isEqualTo("SignatureNonceUsed");

        cloud.clock.forward(Duration.ofMinutes(30));
        assertThat(cloud.call(first).word()).isEqualTo("InvalidTimeStamp.Expired");
        assertThat(cloud.call(at(cloud.clock.instant(), "once")).word()).isEqualTo("SignatureNonceUsed");

        cloud.clock.forward(Duration.ofSeconds(1));
        assertThat(cloud.call(at(cloud.clock.instant(), "once")).word()).isEqualTo("OK");
    }

    private static Call at(Instant now, String nonce) {
        return new SignedCall("DescribeReplicationJobs", now)
                .header("x-acs-signature-nonce", nonce)
                .sign();
    }

    @Test
    @DisplayName("a nonce that came with a wrong signature does not count as used")
    void nonceOfAStranger() {
        Call forged = call().header("x-acs-signature-nonce", "mine")
                .key("simulator", "guess")
                .sign();
        assertThat(cloud.call(forged).word()).isEqualTo("SignatureDoesNotMatch");
        assertThat(cloud.call(call().header("x-acs-signature-nonce", "mine").sign())
                        .word())
                .isEqualTo("OK");
    }

    @Test
    @DisplayName("the signature that the vendor published is right")
    void publishedVector() throws Exception {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "host", "ecs.cn-shanghai.aliyuncs.com",
                "x-acs-action", "RunInstances",
                "x-acs-version", "2014-05-26",
                "x-acs-date", "2023-10-26T10:22:32Z",
                "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                "x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        headers.put(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;"
                        + "x-acs-date;x-acs-signature-nonce;x-acs-version,"
                        + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
        Map<String, String> query =
                Map.of("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId", "cn-shanghai");

        new Verifier("YourAccessKeyId", "YourAccessKeySecret")
                .check(new Call("POST", query, Map.of(), headers, ""), Instant.parse("2023-10-26T10:22:32Z"));
    }
}

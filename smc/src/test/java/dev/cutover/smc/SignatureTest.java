package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    private static final String EMPTY_BODY = Signature.sha256(new byte[0]);

    private static final Map<String, String> PARAMETERS =
            Map.of("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId", "cn-shanghai");

    private static final Map<String, String> HEADERS = Map.of(
            "Host", "ecs.cn-shanghai.aliyuncs.com",
            "x-acs-action", "RunInstances",
            "x-acs-version", "2014-05-26",
            "x-acs-date", "2023-10-26T10:22:32Z",
            "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
            "x-acs-content-sha256", EMPTY_BODY);

    @Test
    @DisplayName("the canonical request of the published vector has the published hash")
    void hashOfTheCanonicalRequest() {
        TreeMap<String, String> headers = new TreeMap<>();
        HEADERS.forEach((name, value) -> headers.put(name.equals("Host") ? "host" : name, value));
        String request =
                Signature.canonicalRequest("POST", PARAMETERS, headers, String.join(";", headers.keySet()), EMPTY_BODY);

        assertThat(Signature.sha256(request.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    }

    @Test
    @DisplayName("the published vector has the published signature")
    void publishedVector() {
        AccessKey key = AccessKey.of("YourAccessKeyId", "YourAccessKeySecret");

        assertThat(Signature.authorization(key, "POST", PARAMETERS, HEADERS, EMPTY_BODY))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=YourAccessKeyId,"
                        + "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                        + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @ParameterizedTest(name = "[{0}] is encoded as [{1}]")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a b,a%20b",
                "*,%2A",
                "~,~",
                "+,%2B",
                "/,%2F",
                "-_.,-_.",
                "%,%25",
                "é,%C3%A9",
                "服,%E6%9C%8D",
                "\"a=b&c\",a%3Db%26c"
            })
    void encoding(String text, String encoded) {
        assertThat(Signature.encoded(text)).isEqualTo(encoded);
    }

    @Test
    @DisplayName("parameters are sorted by name, as bytes: JobId.10 before JobId.2, capitals before small letters")
    void order() {
        assertThat(Signature.query(Map.of("b", "1", "JobId.2", "x", "JobId.10", "y", "B", "2")))
                .isEqualTo("B=2&JobId.10=y&JobId.2=x&b=1");
    }
}

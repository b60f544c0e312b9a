package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's real chain, in a process with an environment of the test's own. */
@Timeout(60)
class VendorChainTest {

    @TempDir
    private Path home;

    @Test
    @DisplayName("nothing configured: the providers that were tried, in the order that we document")
    void nothing() throws Exception {
        assertThat(asked(Map.of()))
                .startsWith("unavailable no credentials: tried ")
                .containsSubsequence(
                        "SystemPropertiesCredentialsProvider",
                        "EnvironmentVariableCredentialsProvider",
                        "CLIProfileCredentialsProvider",
                        "ProfileCredentialsProvider")
                .contains("set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET");
    }

    @Test
    @DisplayName("the environment, with a security token")
    void environment() throws Exception {
        assertThat(asked(Map.of(
                        "ALIBABA_CLOUD_ACCESS_KEY_ID", "STS.fromEnvironment",
                        "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "PLANTEDsecret",
                        "ALIBABA_CLOUD_SECURITY_TOKEN", "PLANTEDtoken")))
                .isEqualTo("found AccessKey[id=STS.***nt, secret=***, securityToken=***, expiresAt=null]");
    }

    @Test
    @DisplayName("the CLI's profile")
    void cliProfile() throws Exception {
        Path profile = home.resolve(".aliyun").resolve("config.json");
        Files.createDirectories(profile.getParent());
        Files.writeString(
                profile,
                "{\"current\": \"default\", \"profiles\": [{\"name\": \"default\", \"mode\": \"AK\","
                        + " \"access_key_id\": \"LTAIfromProfile\", \"access_key_secret\": \"PLANTEDsecret\"}]}");

        assertThat(asked(Map.of()))
                .isEqualTo("found AccessKey[id=LTAI***le, secret=***, securityToken=none, expiresAt=null]");
    }

    @Test
    @DisplayName("a credentials URI, with the expiry that it gives")
    void credentialsUri() throws Exception {
        assertThat(
                        askedOfUri(
                                "{\"Code\": \"Success\", \"AccessKeyId\": \"STS.fromUri\", \"AccessKeySecret\":"
                                        + " \"PLANTEDsecret\", \"SecurityToken\": \"PLANTEDtoken\", \"Expiration\": \"2099-01-01T00:00:00Z\"}"))
                .isEqualTo(
                        "found AccessKey[id=STS.***ri, secret=***, securityToken=***, expiresAt=2099-01-01T00:00:00Z]");
    }

    @Test
    @DisplayName("a credentials URI that answers with half a key: its answer is quoted nowhere")
    void strangeAnswer() throws Exception {
        assertThat(askedOfUri("{\"Code\": \"Success\", \"AccessKeyId\": \"STS.fromUri\", \"AccessKeySecret\":"
                        + " \"PLANTEDsecret\"}"))
                .startsWith("unavailable no credentials: tried ")
                .contains("URLCredentialProvider");
    }

    private String askedOfUri(String answer) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            for (int i = 0; i < 2; i++) {
                server.enqueue(new MockResponse.Builder().body(answer).build());
            }
            return asked(Map.of(
                    "ALIBABA_CLOUD_CREDENTIALS_URI",
                    "http://127.0.0.1:" + server.getPort() + "/credentials?token=PLANTEDtoken"));
        }
    }

    /** All that such a process wrote, on both streams, in which no planted secret may stand. */
    private String asked(Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintCredentials.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.start().waitFor();

        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("PLANTED");
        return text.strip();
    }
}

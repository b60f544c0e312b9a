package dev.cutover.activities;

import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.UserHooks.HookRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of hooks that are endpoints share. */
abstract class HttpHookStory {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "CUTOVER_SECRET_TOKEN",
            HookStory.TOKEN,
            "CUTOVER_SECRET_BLANK",
            " ",
            "CUTOVER_SECRET_LINES",
            "two\nlines",
            "CUTOVER_SECRET_URL",
            "http://127.0.0.1:1/" + HookStory.TOKEN,
            "CUTOVER_SECRET_NO_URL",
            "ftp://example.org/" + HookStory.TOKEN,
            "OTHER",
            "something else");

    final MockWebServer server = new MockWebServer();
    private final Secrets secrets = new Secrets(ENVIRONMENT);
    final Dial dial = new Dial();
    private final AtOnce atOnce = new AtOnce(dial::nanos);
    OkHttpClient client = Endpoints.client().build();

    @BeforeEach
    void listen() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    Hook.Http hook(Hook.Header... headers) {
        return new Hook.Http(url("/freeze"), null, List.of(headers));
    }

    HookResult run(Hook.Http http, Integer most, HookInput input, HookAttempt attempt) {
        HttpHook hooks = new HttpHook(new Endpoints(client, secrets, Duration.ofMillis(2)), secrets, atOnce);
        return new UserHooksImpl(hooks, null, () -> attempt)
                .run(new HookRequest(new Hook(http, null, null, null, Duration.ofMinutes(10), null, most), input));
    }

    HookResult run(HookAttempt attempt) {
        return run(hook(), null, HookStory.input(), attempt);
    }

    void answer(MockResponse.Builder response) {
        server.enqueue(response.build());
    }

    static MockResponse.Builder says(int code, String body) {
        return new MockResponse.Builder().code(code).body(body);
    }

    static MockResponse.Builder later(String location) {
        return says(202, "").setHeader("Location", location);
    }
}

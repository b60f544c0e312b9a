package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.UserHooks.HookRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the examples of docs/hooks.md run")
class HookExamplesTest {

    private static final Pattern EXCHANGE = Pattern.compile("(?m)^(\\w+) +(\\S+) +-> (\\d+)(.*)$");
    private static final Pattern FIELD = Pattern.compile("([A-Z][A-Za-z-]+): (\\S+)");

    @TempDir
    private Path folder;

    @Test
    void what_a_hook_is_told_and_says_is_shown_whole() throws IOException {
        List<String> blocks = Document.of("hooks.md").blocks("json");
        assertThat(blocks).hasSize(2);
        HookInput input = Document.example(blocks.get(0), HookInput.class);
        assertThat(input.servers().get(0).instanceId()).isNotNull();
        assertThat(Document.example(blocks.get(1), HookResult.class).output()).isNotNull();
    }

    @Test
    void freeze_an_application() throws Exception {
        List<MatchResult> exchanges = EXCHANGE.matcher(
                        Document.of("hooks.md").blocks("http").get(0))
                .results()
                .toList();
        List<String> asked = new ArrayList<>();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            Hook.Http http = new Hook.Http("http://127.0.0.1:" + server.getPort() + "/freeze", null, List.of());
            FakeHookAttempt attempt = FakeHookAttempt.first();
            for (MatchResult exchange : exchanges) {
                server.enqueue(answer(exchange));
                FakeHookAttempt now = attempt;
                UserHooksImpl hooks = hooks(now);
                if (exchange.group(3).equals("200")) {
                    assertThat(hooks.run(request(new Hook(http, null, null, null, null, null, null)))
                                    .output())
                            .isEqualTo(exchange.group(4).strip());
                } else {
                    HookStory.failure(
                            exchange.group(3).equals("202") ? FailureKind.NOT_YET : FailureKind.HOOK_SILENT,
                            () -> hooks.run(request(new Hook(http, null, null, null, null, null, null))));
                }
                RecordedRequest request = server.takeRequest();
                asked.add(request.getMethod() + " " + request.getTarget());
                attempt = now.next();
            }
        }
        assertThat(asked)
                .hasSize(4)
                .isEqualTo(exchanges.stream()
                        .map(exchange -> exchange.group(1) + " " + exchange.group(2))
                        .toList());
    }

    private static MockResponse answer(MatchResult exchange) {
        MockResponse.Builder response = new MockResponse.Builder().code(Integer.parseInt(exchange.group(3)));
        FIELD.matcher(exchange.group(4)).results().forEach(field -> response.setHeader(field.group(1), field.group(2)));
        return response.body(FIELD.matcher(exchange.group(4)).replaceAll("").strip())
                .build();
    }

    @Test
    void boot_an_instance_from_the_image_and_check_it() throws IOException {
        aliyun("""
                case "$2" in
                RunInstances) echo '{ "InstanceIdSets": { "InstanceIdSet": [ "i-bp1new" ] }, "RequestId": "R-1" }' ;;
                DescribeCloudAssistantStatus)
                    up=false; [ -e up ] && up=true; touch up
                    echo "{ \\"InstanceCloudAssistantStatus\\": [ {"
                    echo "  \\"InstanceId\\": \\"i-bp1new\\", \\"CloudAssistantStatus\\": \\"$up\\" } ] }" ;;
                *) exit 1 ;;
                esac
                """);
        List<String> arguments = List.of("cn-hangzhou", "ecs.g7.large", "sg-1", "vsw-1");
        assertThat(HookStory.failure(FailureKind.HOOK_SILENT, () -> run("boot-and-check", arguments))
                        .getOriginalMessage())
                .endsWith("i-bp1new is not up yet");
        assertThat(run("boot-and-check", arguments).output()).isEqualTo("i-bp1new runs m-bp1image, and is up");

        assertThat(calls())
                .hasSize(4)
                .allMatch(call -> call.endsWith("--RegionId cn-hangzhou"))
                .anyMatch(call -> call.startsWith("ecs RunInstances --ImageId m-bp1image --InstanceType ecs.g7.large"
                        + " --SecurityGroupId sg-1 --VSwitchId vsw-1 --InstanceName app-01 --Amount 1 --ClientToken "));
        // However often it is tried, it is one instance.
        assertThat(calls().stream()
                        .filter(call -> call.contains("RunInstances"))
                        .distinct())
                .singleElement()
                .asString()
                .containsPattern("--ClientToken [0-9a-f]{64} ");
    }

    @Test
    void a_cloud_that_is_busy_is_asked_again_and_one_that_refuses_is_not() throws IOException {
        List<String> arguments = List.of("cn-hangzhou", "ecs.g7.large", "sg-1", "vsw-1");
        aliyun("echo 'ERROR: SDK.ServerError ErrorCode: Throttling.User'; exit 1");
        assertThat(HookStory.failure(FailureKind.HOOK_SILENT, () -> run("boot-and-check", arguments))
                        .getOriginalMessage())
                .contains("Throttling.User");
        aliyun("echo 'ERROR: SDK.ServerError ErrorCode: InvalidImageId.NotFound'; exit 1");
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> run("boot-and-check", arguments))
                        .getOriginalMessage())
                .contains("InvalidImageId.NotFound");
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> run("switch-dns", List.of("1", "www", "A", "x")))
                        .getOriginalMessage())
                .contains("InvalidImageId.NotFound");
    }

    @Test
    void switch_DNS() throws IOException {
        aliyun("""
                value=192.0.2.1; [ -e switched ] && value=203.0.113.7
                case "$2" in
                DescribeDomainRecordInfo) echo "{ \\"RR\\": \\"www\\", \\"Value\\": \\"$value\\" }" ;;
                UpdateDomainRecord) touch switched; echo '{ "RecordId": "9999985" }' ;;
                esac
                """);
        List<String> arguments = List.of("9999985", "www", "A", "203.0.113.7");
        assertThat(run("switch-dns", arguments).output()).isEqualTo("www leads to 203.0.113.7, and led to 192.0.2.1");
        assertThat(run("switch-dns", arguments).output()).isEqualTo("www leads to 203.0.113.7 already");
        assertThat(calls())
                .containsOnlyOnce("alidns UpdateDomainRecord --RR www --Type A --Value 203.0.113.7 --RecordId 9999985");
    }

    /** Stands in for the vendor's CLI, and notes how it is called. */
    private void aliyun(String does) throws IOException {
        executable("aliyun", "#!/bin/sh\necho \"$*\" >> calls\n" + does);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void executable(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve(name), text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private HookResult run(String example, List<String> arguments) throws IOException {
        executable(
                example,
                Files.readString(Document.DOCS.resolve("examples/hooks").resolve(example)));
        Hook.Command command = new Hook.Command(example, arguments, List.of());
        return hooks(FakeHookAttempt.first())
                .run(request(new Hook(null, command, null, null, Duration.ofMinutes(20), null, null)));
    }

    private UserHooksImpl hooks(HookAttempt attempt) {
        Map<String, String> environment = Map.of("PATH", folder + ":" + System.getenv("PATH"));
        Secrets secrets = new Secrets(environment);
        AtOnce atOnce = new AtOnce(() -> 0);
        return new UserHooksImpl(
                new HttpHook(
                        new Endpoints(Endpoints.client().build(), secrets, Duration.ofSeconds(1)), secrets, atOnce),
                new CommandHook(new Programs(folder), environment, secrets, atOnce, () -> 0, CommandHook.Pace.usual()),
                () -> attempt);
    }

    private static HookRequest request(Hook hook) {
        return new HookRequest(
                hook,
                new HookInput(
                        "prod-07/app-01/after/1",
                        HookStep.AFTER,
                        1,
                        "prod-07",
                        "CHG0042",
                        null,
                        "app",
                        new JobId("j-1"),
                        List.of(new HookInput.Server(new JobId("j-1"), "app-01", true, "m-bp1image", null))));
    }
}

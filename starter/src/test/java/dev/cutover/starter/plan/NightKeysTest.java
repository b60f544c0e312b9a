package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.jobs;
import static dev.cutover.starter.plan.PlanText.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Notify;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keys of a night mean: windows, approvals, canaries, hooks, messages. */
class NightKeysTest {

    private static final Path NIGHT = Path.of("..", "docs", "examples", "night.yaml");

    private static Hook command(String program, Duration timeout, Duration expected) {
        return new Hook(null, new Hook.Command(program, List.of(), List.of()), null, null, timeout, expected, null);
    }

    private static Hook http(Hook.Http http, Duration timeout, Duration expected) {
        return new Hook(http, null, null, null, timeout, expected, null);
    }

    private static Hook activity(String type) {
        return new Hook(
                null,
                null,
                null,
                new Hook.Task(type, "batch-tools"),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                null);
    }

    @Test
    void everyKeyOfANightArrivesWhereItBelongs() throws PlanRefused {
        Plan plan = PlanFile.read(NIGHT, null);

        assertThat(plan.window())
                .isEqualTo(new Window(
                        Instant.parse("2026-11-27T17:00:00Z"),
                        Instant.parse("2026-11-27T20:15:00Z"),
                        Instant.parse("2026-11-27T21:00:00Z"),
                        "Asia/Shanghai"));
        assertThat(plan.approval()).isEqualTo(new Approval(Instant.parse("2026-11-27T16:30:00Z"), false));
        assertThat(plan.limits())
                .isEqualTo(new Limits(20, 3, 20, new Canary(0, List.of(new JobId("j-bp1fnx5y3djc4cop0021")))));
        assertThat(plan.defaults())
                .isEqualTo(new JobDefaults(
                        true,
                        Duration.ofMinutes(25),
                        Duration.ofMinutes(10),
                        Duration.ofHours(2),
                        new Hooks(
                                null,
                                new Hook(
                                        null,
                                        new Hook.Command(
                                                "check-instance.sh",
                                                List.of("--ping", "--port", "443"),
                                                List.of("CUTOVER_SECRET_MONITORING")),
                                        null,
                                        null,
                                        Duration.ofMinutes(15),
                                        Duration.ofMinutes(3),
                                        5),
                                null)));
        assertThat(plan.notifications())
                .isEqualTo(new Notify(
                        List.of(
                                new Receiver(
                                        Receiver.Form.JSON,
                                        "https://events.example.com/cutover",
                                        null,
                                        null,
                                        List.of()),
                                new Receiver(
                                        Receiver.Form.SLACK,
                                        null,
                                        "CUTOVER_SECRET_SLACK",
                                        null,
                                        List.of(
                                                MessageKind.OPENED,
                                                MessageKind.HELD,
                                                MessageKind.BLOCKED,
                                                MessageKind.OVERDUE,
                                                MessageKind.WAITS_FOR_A_PERSON,
                                                MessageKind.DONE)),
                                new Receiver(
                                        Receiver.Form.DINGTALK,
                                        null,
                                        "CUTOVER_SECRET_DINGTALK",
                                        "CUTOVER_SECRET_DINGTALK_SIGN",
                                        List.of(MessageKind.HELD))),
                        new Heartbeat(null, "CUTOVER_SECRET_HEARTBEAT", Duration.ofMinutes(5))));
    }

    @Test
    void everyKeyOfAGroupArrivesWhereItBelongs() throws PlanRefused {
        List<PlannedGroup> groups = PlanFile.read(NIGHT, null).groups();

        Instant four = Instant.parse("2026-11-27T20:00:00Z");
        assertThat(groups.get(0).rules()).isEqualTo(new GroupRules(null, null, 1, four, null, false));
        assertThat(groups.get(0).jobs().get(1).hooks()).isEqualTo(new Hooks(null, null, null));
        assertThat(groups.get(1).rules())
                .isEqualTo(new GroupRules(
                        new Approval(null, false),
                        new Hooks(
                                http(
                                        new Hook.Http(
                                                "https://deploy.example.com/shop/freeze",
                                                null,
                                                List.of(
                                                        new Hook.Header("Authorization", null, "CUTOVER_SECRET_DEPLOY"),
                                                        new Hook.Header("X-Team", "night", null))),
                                        Duration.ofMinutes(10),
                                        Duration.ofMinutes(2)),
                                new Hook(
                                        null,
                                        null,
                                        new Hook.Manual("Switch DNS of shop.example.com to the new servers, and look"
                                                + " at the start page"),
                                        null,
                                        Duration.ofHours(1),
                                        Duration.ofMinutes(10),
                                        null),
                                http(
                                        new Hook.Http(null, "CUTOVER_SECRET_SHOP_RELEASE", List.of()),
                                        Duration.ofMinutes(10),
                                        Duration.ofMinutes(1))),
                        3,
                        Instant.parse("2026-11-27T19:00:00Z"),
                        OnFailure.HOLD,
                        false));
        assertThat(groups.get(2).rules())
                .isEqualTo(new GroupRules(
                        null,
                        new Hooks(activity("DrainQueues"), null, activity("FillQueues")),
                        1,
                        four,
                        OnFailure.CONTINUE,
                        true));
    }

    @Test
    void whatIsLeftOutIsAbsentInAHistory() throws PlanRefused {
        Plan plan = yaml(jobs("{id: j-1}"));

        assertThat(plan.window()).isNull();
        assertThat(plan.approval()).isNull();
        assertThat(plan.notifications()).isEqualTo(Notify.nobody());
        assertThat(plan.groups().get(0).rules()).isEqualTo(GroupRules.none());
        assertThat(plan.groups().get(0).jobs().get(0).hooks()).isNull();
    }

    @Test
    void whatIsUsualIsAbsentToo() throws PlanRefused {
        Plan plan = yaml("wave: w\nfit: check\ngroups: [{name: all, onFailure: defer, fit: check, jobs: [{id: j-1}]}]");

        assertThat(plan.groups().get(0).rules()).isEqualTo(GroupRules.none());
    }

    @Test
    void timesWithOffsetsNeedNoZone() throws PlanRefused {
        Plan plan = yaml("""
                wave: w
                window: {opens: 2026-11-28T01:00+08:00, closes: 2026-11-27T21:00:30Z}
                groups: [{name: all, startBy: 2026-11-27T19:00Z, jobs: [{id: j-1}]}]
                """);

        Instant closes = Instant.parse("2026-11-27T21:00:30Z");
        assertThat(plan.window()).isEqualTo(new Window(Instant.parse("2026-11-27T17:00:00Z"), closes, closes, null));
        assertThat(plan.groups().get(0).rules().startBy()).isEqualTo(Instant.parse("2026-11-27T19:00:00Z"));
    }

    @Test
    void aWindowMayBeOpenAlready() throws PlanRefused {
        Plan plan = yaml("wave: w\nwindow: {closes: 2026-11-28T05:00, timeZone: UTC}\n"
                + "groups: [{name: all, jobs: [{id: j-1}]}]");

        Instant closes = Instant.parse("2026-11-28T05:00:00Z");
        assertThat(plan.window()).isEqualTo(new Window(null, closes, closes, "UTC"));
    }

    @Test
    void aTimeThatComesTwiceIsReadWithAnOffset() throws PlanRefused {
        Plan plan = yaml("""
                wave: w
                window: {opens: 2026-10-25T02:30+02:00, closes: 2026-10-25T02:30+01:00, timeZone: Europe/Berlin}
                groups: [{name: all, jobs: [{id: j-1}]}]
                """);

        assertThat(Duration.between(plan.window().opens(), plan.window().closes()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aGroupsOwnWordComesBeforeTheDefaultsAndThoseBeforeThePlans() throws PlanRefused {
        List<PlannedGroup> groups = yaml("""
                wave: w
                fit: ignore
                defaults: {onFailure: hold, minReady: 2, approval: required, startBy: 2026-11-28T03:00Z}
                groups:
                  - {name: usual, jobs: [{id: j-1}, {id: j-2}, {id: j-3}]}
                  - {name: small, jobs: [{id: j-4}]}
                  - name: own
                    onFailure: defer
                    minReady: 1
                    fit: check
                    startBy: 2026-11-28T04:00Z
                    approval: {deadline: 2026-11-28T02:00Z, otherwise: start}
                    jobs: [{id: j-5}, {id: j-6}]
                """).groups();

        Instant three = Instant.parse("2026-11-28T03:00:00Z");
        Approval required = new Approval(null, false);
        assertThat(groups)
                .extracting(PlannedGroup::rules)
                .containsExactly(
                        new GroupRules(required, null, 2, three, OnFailure.HOLD, true),
                        new GroupRules(required, null, 1, three, OnFailure.HOLD, true),
                        new GroupRules(
                                new Approval(Instant.parse("2026-11-28T02:00:00Z"), true),
                                null,
                                1,
                                Instant.parse("2026-11-28T04:00:00Z"),
                                null,
                                false));
        assertThat(yaml("wave: w\nfit: ignore\ndefaults: {fit: check}\ngroups: [{name: all, jobs: [{id: j-1}]}]")
                        .groups()
                        .get(0)
                        .rules()
                        .ignoreFit())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2000, 2000", "never,"})
    void aHoldMayNeverCome(String written, Integer meant) throws PlanRefused {
        Plan plan = yaml("wave: w\nlimits: {holdAfterFailures: " + written
                + ", holdAfterBlockedPercent: never}\ngroups: [{name: all, jobs: [{id: j-1}]}]");

        assertThat(plan.limits()).isEqualTo(new Limits(20, meant, null, null));
    }

    @Test
    void aCanaryIsANumberOrNamesOfJobs() throws PlanRefused {
        String groups = "\ngroups: [{name: all, jobs: [{id: j-1, name: web}, {id: j-2}, {id: j-3}]}]";

        assertThat(yaml("wave: w\nlimits: {canary: 2}" + groups).limits().canary())
                .isEqualTo(new Canary(2, List.of()));
        assertThat(yaml("wave: w\nlimits: {canary: [j-3, web]}" + groups)
                        .limits()
                        .canary())
                .isEqualTo(new Canary(0, List.of(new JobId("j-3"), new JobId("j-1"))));
    }

    @Test
    void aCanaryMayComeAfterGroupsThatAreCanariesAltogether() throws PlanRefused {
        Plan plan = yaml("""
                wave: w
                limits: {canary: [app, db]}
                groups:
                  - {name: database, jobs: [{id: j-1, name: db}]}
                  - {name: app, after: [database], jobs: [{id: j-2, name: app}, {id: j-3}]}
                """);

        assertThat(plan.limits().canary().jobs()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'command: a', PT10M, PT1M",
        "'command: a, timeout: 30s', PT30S, PT30S",
        "'command: a, timeout: 30s, expectedDuration: 30s', PT30S, PT30S",
        "'command: a, timeout: 24h, expectedDuration: 1s', PT24H, PT1S",
        "'command: a, expectedDuration: 5m', PT10M, PT5M"
    })
    void aHookHasItsTime(String hook, Duration timeout, Duration expected) throws PlanRefused {
        PlannedJob job = yaml(jobs("{id: j-1, hooks: {after: {" + hook + "}}}"))
                .groups()
                .get(0)
                .jobs()
                .get(0);

        assertThat(job.hooks()).isEqualTo(new Hooks(null, command("a", timeout, expected), null));
    }

    @Test
    void aPersonHasMoreTime() throws PlanRefused {
        Plan plan = yaml("wave: w\ngroups: [{name: all, hooks: {after: {manual: Look}}, jobs: [{id: j-1}]}]");

        assertThat(plan.groups().get(0).rules().hooks().after().timeout()).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/freeze",
        "http://127.0.0.1/freeze",
        "'http://[::1]:80/'",
        "HTTPS://deploy.example.com",
        "https://deploy.example.com/a?server=db-01"
    })
    void addressesAreKeptAsTheyAre(String url) throws PlanRefused {
        Plan plan = yaml(jobs("{id: j-1, hooks: {after: {http: '" + url + "'}}}"));

        assertThat(plan.groups().get(0).jobs().get(0).hooks().after().http().url())
                .isEqualTo(url);
    }
}

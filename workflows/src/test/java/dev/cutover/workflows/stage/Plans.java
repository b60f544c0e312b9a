package dev.cutover.workflows.stage;

import dev.cutover.contract.Approval;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Night;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Plans in a line each. */
public final class Plans {

    public static final Polling POLLING = Polling.defaults();

    private Plans() {}

    public static Plan plan(String wave, int slots, PlannedGroup... groups) {
        return new Plan(
                wave,
                null,
                null,
                "0".repeat(64),
                Limits.slots(slots),
                POLLING,
                JobDefaults.defaults(),
                List.of(groups),
                null,
                null,
                null);
    }

    /** One group. */
    public static Plan plan(String wave, int slots, String... ids) {
        return plan(wave, slots, group("app", ids));
    }

    public static PlannedGroup group(String name, String... ids) {
        return new PlannedGroup(
                name, List.of(), Arrays.stream(ids).map(Plans::job).toList(), null);
    }

    public static PlannedGroup after(PlannedGroup group, String... before) {
        return new PlannedGroup(group.name(), List.of(before), group.jobs(), group.rules());
    }

    public static PlannedJob job(String id) {
        return new PlannedJob(new JobId(id), "server of " + id, null, null, null, null);
    }

    /** {@code j-1} and so on. */
    public static String[] ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "j-" + number).toArray(String[]::new);
    }

    public static Plan within(Plan plan, Instant opens, Instant lastStart, Instant closes) {
        Window window = new Window(opens, lastStart, closes, "Asia/Shanghai");
        return with(plan, plan.limits(), plan.defaults(), window, plan.approval(), plan.notifications());
    }

    public static Plan approved(Plan plan, Approval approval) {
        return with(plan, plan.limits(), plan.defaults(), plan.window(), approval, plan.notifications());
    }

    public static Plan limited(Plan plan, Limits limits) {
        return with(plan, limits, plan.defaults(), plan.window(), plan.approval(), plan.notifications());
    }

    /** One that asks every second. */
    public static Plan everySecond(Plan plan) {
        Polling polling = new Polling(Duration.ofSeconds(1), plan.polling().settle());
        return with(
                plan, plan.limits(), polling, plan.defaults(), plan.window(), plan.approval(), plan.notifications());
    }

    /** Each job with these hooks. */
    public static Plan hooked(Plan plan, Hooks hooks) {
        JobDefaults usual = plan.defaults();
        JobDefaults hooked = new JobDefaults(
                usual.syncData(), usual.expectedDuration(), usual.expectedWithoutSync(), usual.completeWithin(), hooks);
        return with(plan, plan.limits(), hooked, plan.window(), plan.approval(), plan.notifications());
    }

    /** One receiver of everything, and a heartbeat every five minutes. */
    public static Plan told(Plan plan) {
        Notify notify = new Notify(
                List.of(new Receiver(Receiver.Form.JSON, "https://ops.example/told", null, null, null)),
                new Heartbeat("https://ops.example/alive", null, Duration.ofMinutes(5)));
        return with(plan, plan.limits(), plan.defaults(), plan.window(), plan.approval(), notify);
    }

    private static Plan with(
            Plan plan, Limits limits, JobDefaults defaults, Window window, Approval approval, Notify notify) {
        return with(plan, limits, plan.polling(), defaults, window, approval, notify);
    }

    private static Plan with(
            Plan plan,
            Limits limits,
            Polling polling,
            JobDefaults defaults,
            Window window,
            Approval approval,
            Notify notify) {
        return new Plan(
                plan.wave(),
                "CHG0042",
                plan.account(),
                plan.sha256(),
                limits,
                polling,
                defaults,
                plan.groups(),
                window,
                approval,
                notify);
    }

    /** One that opens in an hour, has its last start in three and closes in four. */
    public static Plan nightly(Stage stage, PlannedGroup... groups) {
        Plan plan = plan("shop", 3, groups);
        return new Plan(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                plan.limits(),
                plan.polling(),
                plan.defaults(),
                plan.groups(),
                null,
                null,
                null,
                new Night(time(stage, 1), time(stage, 3), time(stage, 4), "UTC"));
    }

    private static LocalTime time(Stage stage, int hours) {
        return stage.at(Duration.ofHours(hours)).atOffset(ZoneOffset.UTC).toLocalTime();
    }

    public static PlannedGroup ruled(PlannedGroup group, GroupRules rules) {
        return new PlannedGroup(group.name(), group.after(), group.jobs(), rules);
    }

    /** A group that is one unit, with all three hooks. */
    public static PlannedGroup unit(String name, String... ids) {
        return ruled(group(name, ids), new GroupRules(null, hooks(), null, null, null, false));
    }

    public static Hooks hooks() {
        Hook hook = http(Duration.ofMinutes(10));
        return new Hooks(hook, hook, hook);
    }

    public static Hook http(Duration timeout) {
        return new Hook(
                new Hook.Http("https://ops.example/hook", null, null),
                null,
                null,
                null,
                timeout,
                Duration.ofMinutes(1),
                null);
    }

    public static Hook manual(String instruction) {
        return new Hook(
                null, null, new Hook.Manual(instruction), null, Duration.ofHours(2), Duration.ofMinutes(1), null);
    }
}

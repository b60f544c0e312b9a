package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Limits;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Night;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Selection;
import dev.cutover.contract.Window;
import dev.cutover.contract.Words;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a plan so that {@link PlanFile} reads the same plan from it, but for the hash of its bytes. */
public final class PlanWriter {

    private final Plan plan;
    private final PlanComments comments;
    private final WrittenTime times;
    private final YamlText yaml = new YamlText();

    private PlanWriter(Plan plan, PlanComments comments) {
        this.plan = plan;
        this.comments = comments;
        this.times = WrittenTime.in(plan.window());
    }

    public static String yaml(Plan plan, PlanComments comments) {
        PlanWriter writer = new PlanWriter(plan, comments);
        writer.plan();
        return writer.yaml.toString();
    }

    private void plan() {
        yaml.comments(comments.head());
        text(PlanKeys.WAVE, plan.wave());
        text(PlanKeys.CHANGE, plan.change());
        text(PlanKeys.ACCOUNT, plan.account());
        text(PlanKeys.REGION, plan.region());
        window(plan.window());
        night(plan.night());
        approval(PlanKeys.PLAN_APPROVAL, plan.approval());
        yaml.section(PlanKeys.LIMITS_SECTION.name(), () -> limits(plan.limits()));
        yaml.section(PlanKeys.POLLING_SECTION.name(), () -> {
            key(PlanKeys.INTERVAL, YamlText.duration(plan.polling().interval()));
            key(PlanKeys.SETTLE, YamlText.duration(plan.polling().settle()));
        });
        yaml.section(PlanKeys.DEFAULTS_SECTION.name(), () -> defaults(plan.defaults()));
        if (!plan.notifications().equals(Notify.nobody())) {
            yaml.section(PlanKeys.NOTIFY_SECTION.name(), () -> notifications(plan.notifications()));
        }
        yaml.section(PlanKeys.GROUPS.name(), () -> plan.groups().forEach(this::group));
    }

    private void window(Window window) {
        if (window != null) {
            yaml.section(PlanKeys.WINDOW_SECTION.name(), () -> {
                key(PlanKeys.OPENS, times.of(window.opens()));
                key(PlanKeys.LAST_START, times.of(window.lastStart()));
                key(PlanKeys.CLOSES, times.of(window.closes()));
                key(PlanKeys.TIME_ZONE, window.timeZone());
            });
        }
    }

    private void night(Night night) {
        if (night != null) {
            yaml.section(PlanKeys.WINDOW_SECTION.name(), () -> {
                time(PlanKeys.OPENS, null, night.opens());
                time(PlanKeys.LAST_START, null, night.lastStart());
                time(PlanKeys.CLOSES, null, night.closes());
                key(PlanKeys.TIME_ZONE, night.timeZone());
            });
        }
    }

    /** With its date, or without one. */
    private void time(Key<Moment> key, Instant instant, LocalTime time) {
        key(key, time == null ? times.of(instant) : time.toString());
    }

    private void approval(Key<Section> key, Approval approval) {
        if (approval == null) {
            return;
        }
        if (approval.deadline() == null && approval.deadlineTime() == null) {
            key(key, ApprovalKind.REQUIRED);
            return;
        }
        yaml.section(key.name(), () -> {
            time(PlanKeys.DEADLINE, approval.deadline(), approval.deadlineTime());
            choice(PlanKeys.OTHERWISE, approval.startAnyway());
        });
    }

    private void limits(Limits limits) {
        key(PlanKeys.MAX_CONCURRENT, YamlText.value(limits.maxConcurrent()));
        key(PlanKeys.HOLD_AFTER_FAILURES, orNever(limits.holdAfterFailures()));
        key(PlanKeys.HOLD_AFTER_BLOCKED, orNever(limits.holdAfterBlockedPercent()));
        Canary canary = limits.canary();
        if (canary != null) {
            List<String> jobs = canary.jobs().stream().map(JobId::value).toList();
            key(PlanKeys.CANARY, jobs.isEmpty() ? YamlText.value(canary.first()) : YamlText.list(jobs));
        }
    }

    private static String orNever(Integer limit) {
        return limit == null ? OrNeverKind.NEVER : limit.toString();
    }

    private void defaults(JobDefaults defaults) {
        key(PlanKeys.USUAL_SYNC_DATA, YamlText.value(defaults.syncData()));
        key(PlanKeys.USUAL_DURATION, YamlText.duration(defaults.expectedDuration()));
        key(PlanKeys.USUAL_WITHOUT_SYNC, YamlText.duration(defaults.expectedWithoutSync()));
        key(PlanKeys.USUAL_COMPLETION, YamlText.duration(defaults.completeWithin()));
        hooks(PlanKeys.USUAL_HOOKS, defaults.hooks());
    }

    private void notifications(Notify notify) {
        if (!notify.receivers().isEmpty()) {
            yaml.section(
                    NotifyKeys.RECEIVERS.name(),
                    () -> notify.receivers().forEach(receiver -> yaml.item(() -> receiver(receiver))));
        }
        Heartbeat heartbeat = notify.heartbeat();
        if (heartbeat != null) {
            yaml.section(NotifyKeys.HEARTBEAT_SECTION.name(), () -> {
                text(NotifyKeys.BEAT_URL, heartbeat.url());
                text(NotifyKeys.BEAT_URL_FROM, heartbeat.urlFrom());
                key(NotifyKeys.EVERY, YamlText.duration(heartbeat.every()));
            });
        }
    }

    private void receiver(Receiver receiver) {
        key(NotifyKeys.FORM, Words.camelCase(receiver.form()));
        text(NotifyKeys.URL, receiver.url());
        text(NotifyKeys.URL_FROM, receiver.urlFrom());
        text(NotifyKeys.SECRET_FROM, receiver.secretFrom());
        key(
                NotifyKeys.ONLY,
                YamlText.list(receiver.only().stream().map(MessageKind::word).toList()));
    }

    private void group(PlannedGroup group) {
        yaml.comments(comments.groups().getOrDefault(group.name(), List.of()));
        GroupRules rules = group.rules();
        yaml.item(() -> {
            text(PlanKeys.GROUP_NAME, group.name());
            key(PlanKeys.AFTER, YamlText.list(group.after()));
            approval(PlanKeys.GROUP_APPROVAL, rules.approval());
            key(PlanKeys.MIN_READY, YamlText.value(rules.minReady()));
            time(PlanKeys.START_BY, rules.startBy(), rules.startByTime());
            choice(PlanKeys.ON_FAILURE, rules.onFailure());
            choice(PlanKeys.GROUP_FIT, rules.ignoreFit() ? Boolean.TRUE : null);
            hooks(PlanKeys.GROUP_HOOKS, rules.hooks());
            if (group.jobs().isEmpty() && group.select() != null) {
                yaml.section(PlanKeys.SELECT.name(), () -> selection(group.select()));
            } else {
                yaml.section(PlanKeys.JOBS.name(), () -> group.jobs().forEach(this::job));
            }
        });
    }

    private void selection(Selection select) {
        JobQuery query = select.query();
        text(SelectKeys.NAME, query.name());
        text(SelectKeys.REGION, query.region());
        text(SelectKeys.STATUS, query.status());
        text(SelectKeys.SOURCE, query.source());
        text(SelectKeys.WORKGROUP, query.workgroup());
        if (!query.tags().isEmpty()) {
            yaml.section(
                    SelectKeys.TAGS.name(),
                    () -> query.tags()
                            .forEach(tag -> yaml.key(
                                    YamlText.quoted(tag.key()),
                                    tag.value() == null ? "null" : YamlText.quoted(tag.value()))));
        }
        key(SelectKeys.AT_MOST, YamlText.value(select.atMost()));
    }

    private void job(PlannedJob job) {
        yaml.comments(comments.jobs().getOrDefault(job.id(), List.of()));
        yaml.item(() -> {
            key(PlanKeys.ID, job.id().value());
            text(PlanKeys.NAME, job.name().equals(job.id().value()) ? null : job.name());
            key(PlanKeys.SYNC_DATA, YamlText.value(job.syncData()));
            key(PlanKeys.EXPECTED_DURATION, YamlText.duration(job.expectedDuration()));
            key(PlanKeys.COMPLETE_WITHIN, YamlText.duration(job.completeWithin()));
            hooks(PlanKeys.JOB_HOOKS, job.hooks());
        });
    }

    private void hooks(Key<Section> key, Hooks hooks) {
        if (hooks == null) {
            return;
        }
        if (hooks.before() == null && hooks.after() == null && hooks.undo() == null) {
            key(key, "{}");
            return;
        }
        yaml.section(key.name(), () -> {
            hook(HookKeys.BEFORE, hooks.before());
            hook(HookKeys.AFTER, hooks.after());
            hook(HookKeys.UNDO, hooks.undo());
        });
    }

    private void hook(Key<Section> key, Hook hook) {
        if (hook == null) {
            return;
        }
        yaml.section(key.name(), () -> {
            Optional.ofNullable(hook.http()).ifPresent(this::http);
            Optional.ofNullable(hook.command()).ifPresent(command -> {
                text(HookKeys.COMMAND, command.program());
                key(HookKeys.ARGUMENTS, YamlText.list(command.arguments()));
                key(HookKeys.ENVIRONMENT, YamlText.list(command.environment()));
            });
            Optional.ofNullable(hook.manual()).ifPresent(manual -> text(HookKeys.MANUAL, manual.instruction()));
            Optional.ofNullable(hook.activity()).ifPresent(task -> {
                text(HookKeys.ACTIVITY, task.type());
                text(HookKeys.TASK_QUEUE, task.taskQueue());
            });
            key(HookKeys.TIMEOUT, YamlText.duration(hook.timeout()));
            key(HookKeys.EXPECTED, YamlText.duration(hook.expectedDuration()));
            key(HookKeys.AT_ONCE, YamlText.value(hook.atOnce()));
        });
    }

    private void http(Hook.Http http) {
        text(HookKeys.HTTP, http.url());
        text(HookKeys.HTTP_FROM, http.urlFrom());
        if (http.headers().isEmpty()) {
            return;
        }
        yaml.section(
                HookKeys.HEADERS.name(),
                () -> http.headers()
                        .forEach(header -> yaml.key(
                                YamlText.quoted(header.name()),
                                header.value() == null
                                        ? "{" + HookKeys.FROM.name() + ": " + header.valueFrom() + "}"
                                        : YamlText.quoted(header.value()))));
    }

    private void key(Key<?> key, String value) {
        yaml.key(key.name(), value);
    }

    private void text(Key<String> key, String value) {
        key(key, YamlText.quoted(value));
    }

    /** The word of a choice; {@code null} is left out. */
    private <T> void choice(Key<T> key, T value) {
        if (value != null && key.kind() instanceof ChoiceKind<T> kind) {
            Stream<Map.Entry<String, T>> words = kind.choices().entrySet().stream();
            words.filter(word -> word.getValue().equals(value)).findFirst().ifPresent(word -> key(key, word.getKey()));
        }
    }
}

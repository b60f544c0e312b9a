package dev.cutover.starter.plan;

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
import dev.cutover.contract.Night;
import dev.cutover.contract.Notify;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Plans that could have been read from a file, whatever they say. */
final class RandomPlans {

    /** Around the night in which the clocks of Berlin are set back. */
    private static final Instant EVENING = Instant.parse("2026-10-24T20:00:00Z");

    private static final String LETTERS = "abz019 ._-:#'\"\\{}[],&*!|>%@`~=?äß夜😀\u0301\u00A0";

    private final Random random;
    private final Window window;
    private final Night night;
    private int names;

    RandomPlans(long seed) {
        random = new Random(seed);
        window = maybe(this::window);
        night = window == null ? maybe(this::night) : null;
    }

    Plan plan() {
        List<PlannedGroup> groups = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            groups.add(group(groups));
        }
        return new Plan(
                word("[a-z0-9]"),
                maybe(this::text),
                maybe(() -> "Prod-" + random.nextInt(9)),
                null,
                new Limits(
                        1 + random.nextInt(200),
                        maybe(() -> 1 + random.nextInt(2_000)),
                        maybe(() -> 1 + random.nextInt(100)),
                        maybe(() -> canary(groups))),
                new Polling(length(600), Duration.ofMillis(1_500)),
                new JobDefaults(
                        random.nextBoolean(), length(9_000), length(9_000), length(99_999), maybe(this::jobHooks)),
                groups,
                window,
                maybe(this::approval),
                random.nextBoolean() ? null : new Notify(many(3, this::receiver), maybe(this::heartbeat)),
                night);
    }

    private Window window() {
        Instant opens = EVENING.plus(length(9_000));
        Instant lastStart = opens.plus(length(9_000));
        return new Window(
                maybe(() -> opens),
                lastStart,
                lastStart.plus(length(9_000)),
                maybe(() -> oneOf(List.of("Europe/Berlin", "Asia/Shanghai", "America/New_York", "UTC"))));
    }

    /** From when the window opens to its last start. */
    private Instant inWindow() {
        return window == null
                ? EVENING.plus(length(50_000))
                : window.lastStart().minusSeconds(random.nextInt(2));
    }

    private Night night() {
        LocalTime opens = LocalTime.ofSecondOfDay(random.nextInt(86_400));
        Duration untilLastStart = length(40_000);
        LocalTime lastStart = opens.plus(untilLastStart);
        return new Night(opens, lastStart, lastStart.plus(length(40_000)), "Europe/Berlin");
    }

    private Approval approval() {
        if (night != null && random.nextBoolean()) {
            return new Approval(null, random.nextBoolean(), night.lastStart());
        }
        if (night != null) {
            return new Approval(null, false);
        }
        return random.nextBoolean() ? new Approval(null, false) : new Approval(inWindow(), random.nextBoolean());
    }

    private PlannedGroup group(List<PlannedGroup> before) {
        List<PlannedJob> jobs = many(4, this::job);
        jobs.add(job());
        List<String> after = before.stream()
                .map(PlannedGroup::name)
                .filter(name -> random.nextBoolean())
                .toList();
        return new PlannedGroup(
                text(),
                after,
                jobs,
                new GroupRules(
                        maybe(this::approval),
                        maybe(() -> hooks(true)),
                        maybe(() -> 1 + random.nextInt(jobs.size())),
                        night == null ? maybe(() -> window == null ? inWindow() : window.lastStart()) : null,
                        oneOf(List.of(OnFailure.HOLD, OnFailure.CONTINUE, OnFailure.DEFER)) == OnFailure.DEFER
                                ? null
                                : oneOf(List.of(OnFailure.HOLD, OnFailure.CONTINUE)),
                        random.nextBoolean(),
                        night == null ? null : maybe(night::lastStart)));
    }

    private PlannedJob job() {
        String id = "j-" + names++ + "_" + Integer.toString(random.nextInt(999), 36);
        return new PlannedJob(
                new JobId(id),
                random.nextBoolean() ? id : text(),
                maybe(random::nextBoolean),
                maybe(() -> length(2_592_000)),
                maybe(() -> length(2_592_000)),
                random.nextInt(4) == 0 ? new Hooks(null, null, null) : maybe(this::jobHooks));
    }

    private Canary canary(List<PlannedGroup> groups) {
        List<JobId> first = groups.get(0).jobs().stream().map(PlannedJob::id).toList();
        return random.nextBoolean()
                ? new Canary(1 + random.nextInt(2_000), List.of())
                : new Canary(0, first.subList(0, 1 + random.nextInt(first.size())));
    }

    private Hooks jobHooks() {
        return hooks(false);
    }

    private Hooks hooks(boolean ofGroup) {
        Hook before = maybe(() -> hook(ofGroup));
        return new Hooks(
                before,
                before == null ? hook(ofGroup) : maybe(() -> hook(ofGroup)),
                before == null ? null : hook(ofGroup));
    }

    private Hook hook(boolean ofGroup) {
        Duration timeout = length(86_400);
        Duration expected = Duration.ofSeconds(1 + random.nextInt((int) timeout.toSeconds()));
        Integer atOnce = maybe(() -> 1 + random.nextInt(200));
        return switch (random.nextInt(ofGroup ? 4 : 3)) {
            case 0 -> new Hook(http(), null, null, null, timeout, expected, atOnce);
            case 1 ->
                new Hook(
                        null,
                        new Hook.Command(word("[A-Za-z0-9_]"), many(3, this::text), many(2, this::variable)),
                        null,
                        null,
                        timeout,
                        expected,
                        atOnce);
            case 2 -> new Hook(null, null, null, new Hook.Task(text(), text()), timeout, expected, null);
            default -> new Hook(null, null, new Hook.Manual(text()), null, timeout, expected, null);
        };
    }

    private Hook.Http http() {
        boolean named = random.nextBoolean();
        List<Hook.Header> headers = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            headers.add(
                    random.nextBoolean()
                            ? new Hook.Header("X-Team-" + names++, "a 'b' \"c\" \\ # {d}: e", null)
                            : new Hook.Header("#|`" + names++, null, variable()));
        }
        return new Hook.Http(named ? null : url(), named ? variable() : null, headers);
    }

    private Receiver receiver() {
        boolean named = random.nextBoolean();
        List<MessageKind> only = many(3, () -> oneOf(List.of(MessageKind.HELD, MessageKind.WAITS_FOR_A_PERSON)));
        return named
                ? new Receiver(Receiver.Form.DINGTALK, null, variable(), maybe(this::variable), only)
                : new Receiver(Receiver.Form.JSON, url(), null, null, only);
    }

    private Heartbeat heartbeat() {
        boolean named = random.nextBoolean();
        return new Heartbeat(
                named ? null : url(), named ? variable() : null, Duration.ofSeconds(60 + random.nextInt(3_540)));
    }

    private String url() {
        return oneOf(List.of("https://e.com/a?b=c&d=%20#e", "http://127.0.0.1:80/", "http://[::1]/"));
    }

    private String variable() {
        return Hook.SECRET + "A_" + random.nextInt(99);
    }

    /** Of a text's first letter. */
    private String word(String first) {
        String word = oneOf(List.of("null", "7", "true", "on", "1.0", "0x1f", "a-b.c_d", "y", "2026-11-28"));
        return word.substring(0, 1).matches(first) ? word : "a" + word;
    }

    /** On one line and with a name's end of its own; else whatever comes. */
    private String text() {
        StringBuilder text =
                new StringBuilder(oneOf(List.of("", "null ", "- ", "yes", "# ", "a: b ", "'", "\"", "010")));
        int[] letters = LETTERS.codePoints().toArray();
        for (int count = random.nextInt(12); count > 0; count--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.append(names++).toString().strip();
    }

    private Duration length(int mostSeconds) {
        return Duration.ofSeconds(1 + random.nextInt(mostSeconds));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> many(int most, Supplier<T> item) {
        return new ArrayList<>(IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(index -> item.get())
                .toList());
    }
}

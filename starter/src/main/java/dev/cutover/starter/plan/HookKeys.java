package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.Key.may;
import static dev.cutover.starter.plan.Key.needed;

import dev.cutover.contract.Hook;
import java.time.Duration;
import java.util.List;

/** The keys of hooks: what is done around a cutover. */
final class HookKeys {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofHours(24);

    static final Kind<String> HEADER_VALUE = HeadersKind.value();
    private static final Kind<Duration> LENGTH = new DurationKind(SHORTEST, LONGEST);
    private static final Kind<String> SECRET_NAME = new SecretNameKind();
    private static final Kind<String> PROGRAM_NAME = new TextKind(
            "the plain name of a file, in letters, digits, '.', '_' and '-', at most 128",
            "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}",
            128,
            HookKeys::withoutFolder);

    static final Key<String> FROM = needed("from", SECRET_NAME, Secrets.EXAMPLE);
    static final Level HEADER = new Level("a header", List.of(FROM), List.of());

    static final Key<String> HTTP = may("http", new UrlKind("httpFrom"), null);
    static final Key<String> HTTP_FROM = may("httpFrom", SECRET_NAME, null);
    static final Key<List<Hook.Header>> HEADERS = may("headers", new HeadersKind(), List.of());
    static final Key<String> COMMAND = may("command", PROGRAM_NAME, null);
    static final Key<List<Placed<String>>> ARGUMENTS =
            may("arguments", new ListKind<>("texts", TextKind.line(500), null), List.of());
    static final Key<List<Placed<String>>> ENVIRONMENT =
            may("environment", new ListKind<>("environment variables", SECRET_NAME, null), List.of());
    static final Key<String> MANUAL = may("manual", TextKind.line(500), null);
    static final Key<String> ACTIVITY = may("activity", TextKind.line(200), null);
    static final Key<String> TASK_QUEUE = may("taskQueue", TextKind.line(200), null);
    static final Key<Duration> TIMEOUT = may("timeout", LENGTH, null);
    static final Key<Duration> EXPECTED = may("expectedDuration", LENGTH, null);
    static final Key<Integer> AT_ONCE =
            may("atOnce", new WholeKind(1, 200, "leave it out for as many as there are"), null);
    static final Level HOOK = new Level(
            "a hook",
            List.of(
                    HTTP,
                    HTTP_FROM,
                    HEADERS,
                    COMMAND,
                    ARGUMENTS,
                    ENVIRONMENT,
                    MANUAL,
                    ACTIVITY,
                    TASK_QUEUE,
                    TIMEOUT,
                    EXPECTED,
                    AT_ONCE),
            List.of());

    static final Key<Section> BEFORE = may("before", new SectionKind(HOOK), null);
    static final Key<Section> AFTER = may("after", new SectionKind(HOOK), null);
    static final Key<Section> UNDO = may("undo", new SectionKind(HOOK), null);
    static final Level HOOKS = new Level("'hooks'", List.of(BEFORE, AFTER, UNDO), List.of());

    private HookKeys() {}

    private static String withoutFolder(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return path.equals(name)
                ? null
                : "programs are looked for in the worker's own folder only: write the name alone";
    }
}

package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.jobs;
import static dev.cutover.starter.plan.PlanText.problems;
import static dev.cutover.starter.plan.Refusals.assertRefused;
import static dev.cutover.starter.plan.Refusals.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of hooks and receivers, each with its place and how to mend it; and secrets, without repeating them. */
class HookRefusalsTest {

    static Stream<Arguments> hooks() {
        String secret = "CUTOVER_SECRET_";
        return Stream.of(
                row("nothing to do", "^after: {timeout: 5m}", "does not say what to do", "http, httpFrom, command"),
                row("two things", "after: {command: a, ^activity: b}", "one thing", "remove one"),
                row("undo alone", "^undo: {command: a}", "there is nothing to undo", "add the step"),
                row("no manual step of a job", "after: {^manual: Look}", "cannot have a manual step", "the group"),
                row("a path", "after: {command: ^/usr/bin/freeze}", "plain name", "write the name alone"),
                row("another folder", "after: {command: ^..}", "plain name", null),
                row("a folder up", "after: {command: ^../a}", "plain name", "write the name alone"),
                row("an option for a program", "after: {command: ^-rf}", "plain name", null),
                row("no URL", "after: {http: ^freeze}", "must be a URL", null),
                row("plain http elsewhere", "after: {http: ^'http://example.com/'}", "https://", "write https://"),
                row("another scheme", "after: {http: ^'ftp://localhost/'}", "https://", null),
                row(
                        "a host that only looks like this machine",
                        "after: {http: ^'http://localhost.example.com/'}",
                        "https://",
                        null),
                row("a URL without a host", "after: {http: ^'https:///freeze'}", "must be a URL", null),
                row("an opaque URL", "after: {http: ^'https:freeze'}", "must be a URL", null),
                row(
                        "arguments of an endpoint",
                        "after: {http: 'https://e.com/', ^arguments: [a]}",
                        "does not go with 'http'",
                        "command"),
                row(
                        "headers of a program",
                        "after: {command: a, ^headers: {}}",
                        "does not go with 'command'",
                        "http, httpFrom"),
                row("a queue of a program", "after: {command: a, ^taskQueue: q}", "does not go with", "activity"),
                row(
                        "so many at once of an activity",
                        "after: {activity: A, taskQueue: q, ^atOnce: 1}",
                        "does not go with",
                        null),
                row("an activity without a queue", "after: {^activity: A}", "needs a 'taskQueue'", "add taskQueue"),
                row("a timeout too long", "after: {command: a, timeout: ^25h}", "from 1s to 24h", null),
                row("none at all", "after: {command: a, timeout: ^0s}", "from 1s to 24h", null),
                row(
                        "longer than its timeout",
                        "after: {command: a, timeout: 5m, expectedDuration: ^6m}",
                        "longer than its timeout of 5m",
                        null),
                row(
                        "longer than the usual timeout",
                        "after: {command: a, expectedDuration: ^11m}",
                        "timeout of 10m",
                        null),
                row("too many at once", "after: {command: a, atOnce: ^201}", "from 1 to 200", null),
                row(
                        "another variable",
                        "after: {httpFrom: ^SMC_ENDPOINT_URL}",
                        "begins with " + secret,
                        "call it CUTOVER_SECRET_SMC_ENDPOINT_URL"),
                row(
                        "the key to the cloud",
                        "after: {command: a, environment: [^ALIBABA_CLOUD_ACCESS_KEY_SECRET]}",
                        "no other variable",
                        null),
                row(
                        "a variable in small letters",
                        "after: {httpFrom: ^CUTOVER_SECRET_x}",
                        "begins with " + secret,
                        null),
                row(
                        "the beginning of a variable",
                        "after: {httpFrom: ^CUTOVER_SECRET_}",
                        "begins with " + secret,
                        null),
                row(
                        "headers that are a list",
                        "after: {http: 'https://e.com/', headers: ^[a]}",
                        "must be a mapping",
                        null),
                row(
                        "a header that cannot be",
                        "after: {http: 'https://e.com/', headers: {^a b: c}}",
                        "cannot be the name",
                        null),
                row(
                        "a header of the request's own",
                        "after: {http: 'https://e.com/', headers: {^Host: c}}",
                        "set by the request",
                        null),
                row(
                        "a header twice",
                        "after: {http: 'https://e.com/', headers: {A: b, ^a: c}}",
                        "is there twice",
                        null),
                row(
                        "a header that is a list",
                        "after: {http: 'https://e.com/', headers: {A: ^[b]}}",
                        "must be one",
                        null),
                row("a header in Chinese", "after: {http: 'https://e.com/', headers: {A: ^夜}}", "ASCII", null),
                row(
                        "a header from nowhere",
                        "after: {http: 'https://e.com/', headers: {A: ^{}}}",
                        "'from' is missing",
                        null),
                row("a form misspelt", "after: {^comand: a}", "unknown key 'comand'", "did you mean 'command'?"),
                row("an unknown step", "^befor: {command: a}", "unknown key 'befor'", "did you mean 'before'?"),
                row("a hook that is a word", "after: ^freeze.sh", "expected the keys of a hook", null));
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aHookIsRefused(String written, String message, String suggestion) {
        assertRefused(jobs("{id: j-1, hooks: {" + written + "}}"), message, suggestion);
    }

    @Test
    void aManualStepOfEveryJobIsRefused() {
        assertRefused(
                "wave: w\ndefaults: {hooks: {after: {^manual: Look}}}\ngroups: [{name: all, jobs: [{id: j-1}]}]",
                "cannot have a manual step",
                "the group");
    }

    static Stream<Arguments> secrets() {
        String header = "{id: j-1, hooks: {after: {http: 'https://e.com/', headers: {%s: '%s'}}}}";
        String hook = "{id: j-1, hooks: {after: {%s}}}";
        return Stream.of(
                argumentSet("by its header", header.formatted("Authorization", "s3cret")),
                argumentSet("by another header", header.formatted("X-Api-Key", "s3cret")),
                argumentSet("by a short one", header.formatted("X-Auth", "s3cret")),
                argumentSet("a token", header.formatted("Private-Token", "s3cret")),
                argumentSet("a password", header.formatted("X-Password", "s3cret")),
                argumentSet("a cookie", header.formatted("Cookie", "s3cret")),
                argumentSet("by what it says", header.formatted("X-Team", "Bearer s3cret")),
                argumentSet("a cloud's key", header.formatted("X-Team", "LTAIs3cret5tABCDEFGH")),
                argumentSet("in the query of a URL", hook.formatted("http: 'https://e.com/?access_token=s3cret'")),
                argumentSet("as the user of a URL", hook.formatted("http: 'https://me:s3cret@e.com/'")),
                argumentSet("in a URL that is none", hook.formatted("http: 'https://e.com/ ?t=s3cret'")),
                argumentSet("in an argument", hook.formatted("command: a, arguments: ['--password=s3cret']")),
                argumentSet("where its name belongs", hook.formatted("httpFrom: 'https://e.com/s3cret'")),
                argumentSet(
                        "where a header's name belongs",
                        hook.formatted("http: 'https://e.com/', headers: {Authorization: {from: s3cret}}")),
                argumentSet("where a program's belongs", hook.formatted("command: a, environment: [s3cret]")));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsRefusedAndNotRepeated(String job) {
        List<Problem> problems = problems(jobs(job));

        assertThat(problems).hasSize(1);
        assertThat(problems.toString()).doesNotContain("s3cret");
        assertThat(problems.get(0).message() + problems.get(0).suggestion())
                .containsAnyOf("CUTOVER_SECRET_", "must be a URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"headers: {X-Author: me}", "headers: {X-Team: basically free}", "headers: {X-Keyboard: de}"})
    void whatIsNoSecretIsRead(String headers) {
        assertThat(problems(jobs("{id: j-1, hooks: {after: {http: 'https://e.com/?monkey=1', " + headers + "}}}")))
                .isEmpty();
    }

    static Stream<Arguments> receivers() {
        return Stream.of(
                row("no form", "^{url: 'https://e.com/'}", "'form' is missing", "add form: json"),
                row("a form that is none", "{form: ^teams, url: 'https://e.com/'}", "json, slack or dingtalk", null),
                row("no address", "^{form: json}", "needs an address", "urlFrom"),
                row(
                        "two addresses",
                        "{form: json, url: 'https://e.com/', ^urlFrom: CUTOVER_SECRET_A}",
                        "one address",
                        null),
                row("a Slack URL", "{form: slack, ^url: 'https://e.com/'}", "a webhook URL is a secret", "urlFrom"),
                row(
                        "a DingTalk URL",
                        "{form: dingtalk, ^url: 'https://e.com/'}",
                        "a webhook URL is a secret",
                        "urlFrom"),
                row(
                        "a Slack URL in another form",
                        "{form: json, ^url: 'https://hooks.slack.com/services/x'}",
                        "a webhook URL is a secret",
                        null),
                row(
                        "a key for Slack",
                        "{form: slack, urlFrom: CUTOVER_SECRET_A, ^secretFrom: CUTOVER_SECRET_B}",
                        "form: dingtalk",
                        null),
                row(
                        "a message that is none",
                        "{form: json, url: 'https://e.com/', only: [^hold]}",
                        "opened, held",
                        "did you mean 'held'?"),
                row("a test alone", "{form: json, url: 'https://e.com/', only: [^test]}", "opened, held", null),
                row("nothing at all", "{form: json, url: 'https://e.com/', only: ^[]}", "told of nothing", null));
    }

    @ParameterizedTest
    @MethodSource("receivers")
    void aReceiverIsRefused(String written, String message, String suggestion) {
        assertRefused(
                "wave: w\nnotify: {receivers: [" + written + "]}\ngroups: [{name: all, jobs: [{id: j-1}]}]",
                message,
                suggestion);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{every: 5m}", "{url: 'https://e.com/', every: 59s}", "{url: 'https://e.com/', every: 61m}"
            })
    void aHeartbeatIsRefused(String written) {
        assertThat(problems("wave: w\nnotify: {heartbeat: " + written + "}\ngroups: [{name: all, jobs: [{id: j-1}]}]"))
                .hasSize(1);
    }

    @Test
    void moreThan20ReceiversAreRefused() {
        String receivers = "{form: json, url: 'https://e.com/'}, ".repeat(21);
        assertThat(problems(
                        "wave: w\nnotify: {receivers: [" + receivers + "]}\ngroups: [{name: all, jobs: [{id: j-1}]}]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("more than 20"));
    }
}

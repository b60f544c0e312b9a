package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.World;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as such: what it understands, how it says that it did not, and how errors are spelt. */
@Timeout(60)
class UsageTest {

    private static final String GOOD = """
            wave: good
            change: CHG1
            account: prod
            limits: {maxConcurrent: 3}
            groups: [{name: all, jobs: [{id: j-1}, {id: j-2}]}]
            """;

    @TempDir
    private Path folder;

    private static Ran run(String... arguments) {
        return new TestTerminal().run(arguments);
    }

    static Stream<String> commands() {
        return Stream.of(
                "validate",
                "start",
                "status",
                "list",
                "hold",
                "resume",
                "drain",
                "stop",
                "skip",
                "retry",
                "mark-done",
                "approve",
                "confirm",
                "extend",
                "set",
                "notify",
                "schedule",
                "report",
                "carry-over",
                "worker",
                "simulator",
                "demo",
                "up",
                "completion");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_tells_how_it_is_used_and_which_version_it_is(String command) {
        Ran help = run(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: cutover ", command.equals("stop") ? "drain" : command)
                .doesNotContain("\u001b");
        assertThat(help.err()).isEmpty();
        if (!command.equals("completion")) {
            Ran version = run(command, "--version");
            assertThat(version.exitCode()).isZero();
            assertThat(version.out()).isEqualTo(run("--version").out());
        }
    }

    @Test
    void the_whole_tells_its_commands_exit_codes_and_version() {
        Ran help = run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains(commands().toList()).contains("Exit codes");
        Ran version = run("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("cutover \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no/xterm", "no/dumb"})
    void help_is_coloured_only_for_a_person_who_wants_it(String environment) {
        TestTerminal terminal = new TestTerminal().typing("");
        if (!environment.isEmpty()) {
            terminal.with("NO_COLOR", environment.startsWith("no") ? "1" : "").with("TERM", environment.substring(3));
        }
        assertThat(terminal.run("--help").out().contains("\u001b[")).isEqualTo(environment.isEmpty());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("nothing at all", "Missing a command"),
                wrong("a command that is not there", "statsu", "statsu", "w"),
                wrong("an option that is not there", "--wathc", "status", "w", "--wathc"),
                wrong("an argument too many", "x", "list", "x"),
                wrong("an option without its value", "--reason", "hold", "w", "--reason"),
                wrong("no wave", "WAVE", "status"),
                wrong("no plan", "PLAN", "start"),
                wrong("a format that is none", "xml", "status", "w", "-o", "xml"),
                wrong("a format that a report does not have", "xml", "report", "w", "-o", "xml"),
                wrong("a format that a demo does not have", "xml", "demo", "-o", "xml"),
                wrong("a number that is none", "many", "list", "--limit", "many"),
                wrong("a number that is too small", "0", "list", "--limit", "0"),
                wrong("a number that is too large", "10000", "list", "--limit", "10001"),
                wrong("the largest number that there is", "10000", "list", "--limit", "2147483647"),
                wrong("a setting that is none", "TEMPORAL_TLS", "list"),
                wrong(
                        "a job of a whole wave",
                        "Not understood: 'a'. Nothing was done",
                        "hold",
                        "w",
                        "a",
                        "--reason",
                        "x"),
                wrong(
                        "words without quotes",
                        "Not understood: 'two', 'words'",
                        "hold",
                        "w",
                        "--reason",
                        "x",
                        "two",
                        "words"),
                wrong(
                        "a limit that is none",
                        "'--max-concurrent': 'many' is no whole number",
                        "set",
                        "w",
                        "--max-concurrent",
                        "many",
                        "--reason",
                        "x"),
                wrong(
                        "a value for a flag",
                        "--restart takes no value",
                        "retry",
                        "w",
                        "a",
                        "--restart=maybe",
                        "--reason",
                        "x"),
                wrong("jobs in no way", "Nothing was done.", "skip", "w", "--reason", "x"),
                wrong("nobody's step", "Nothing was done.", "confirm", "w", "--reason", "x"),
                wrong("something else than to test messages", "Not understood: 'tset', 'p'", "notify", "tset", "p"));
    }

    private static Arguments wrong(String sentence, String words, String... arguments) {
        return argumentSet(sentence, words, arguments);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrong_usage_is_2_on_stderr(String words, String[] arguments) {
        Ran ran = new TestTerminal().with("TEMPORAL_TLS", "perhaps").run(arguments);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("cutover: ", words);
    }

    @Test
    void what_was_probably_meant_is_suggested() {
        assertThat(run("statsu", "w").err()).contains("status");
        assertThat(run("status", "w", "--wathc").err()).contains("--watch", "`cutover status --help`");
    }

    static Stream<Arguments> asksForJson() {
        return Stream.of(
                argumentSet("apart", List.of("-o", "json")),
                argumentSet("as one word", List.of("-ojson")),
                argumentSet("with a sign between", List.of("-o=json")),
                argumentSet("the long way", List.of("--output", "json")),
                argumentSet("the long way with a sign between", List.of("--output=json")),
                argumentSet("in capitals", List.of("-o", "JSON")),
                argumentSet("behind another letter", List.of("-yojson")));
    }

    @ParameterizedTest
    @MethodSource("asksForJson")
    void an_error_is_one_json_document_where_json_was_asked_for(List<String> json) throws IOException {
        String plan = Files.writeString(folder.resolve("p.yaml"), "wave: w\ngroups: [{name: g, jobs: [{ide: j-1}]}]\n")
                .toString();
        Stream<String> typed = Stream.concat(Stream.of("start", plan), json.stream());
        Ran refused = run(typed.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).isEmpty();
        JsonNode error = refused.json().path("error");
        assertThat(refused.json()).hasSize(1);
        assertThat(error.path("code").asText()).isEqualTo("planRefused");
        assertThat(error.path("message").asText()).isNotEmpty();
        JsonNode problem = error.at("/problems/0");
        assertThat(problem.path("file").asText()).isEqualTo(plan);
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("column").asInt()).isPositive();
        assertThat(problem.path("message").asText()).contains("ide");
        assertThat(problem.has("suggestion")).isTrue();
    }

    static Stream<Arguments> errors() {
        String nowhere = "127.0.0.1:" + World.freePort();
        return Stream.of(
                argumentSet("wrong usage", nowhere, "wrongUsage", 2, List.of("status", "-o", "json")),
                argumentSet("a wrong option", nowhere, "wrongUsage", 2, List.of("list", "-o", "json", "--old")),
                argumentSet("a wrong setting", "a b", "wrongUsage", 2, List.of("list", "-o", "json")),
                argumentSet("not there", nowhere, "unreachable", 4, List.of("status", "w", "-o", "json")),
                argumentSet(
                        "not there, for a report", nowhere, "unreachable", 4, List.of("report", "w", "--output=json")),
                argumentSet(
                        "not there, for a deed",
                        nowhere,
                        "unreachable",
                        4,
                        List.of("hold", "w", "--reason", "x", "-o", "json")));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void the_code_of_an_error_is_a_word(String address, String word, int exitCode, List<String> arguments) {
        Ran ran = new TestTerminal().with("TEMPORAL_ADDRESS", address).run(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.json().at("/error/code").asText()).isEqualTo(word);
        assertThat(ran.json().at("/error/problems").isArray()).isTrue();
    }

    @Test
    void a_plan_is_validated_in_words_and_in_json() throws IOException {
        String plan = Files.writeString(folder.resolve("good.yaml"), GOOD).toString();
        Ran words = run("validate", plan);
        assertThat(words.exitCode()).isZero();
        assertThat(words.out()).contains("wave good", "CHG1", "2 jobs in 1 group", "at most 3", "account prod");
        Ran json = run("validate", plan, "-o", "json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.json().path("wave").asText()).isEqualTo("good");
        assertThat(json.json().path("maxConcurrent").asInt()).isEqualTo(3);
        assertThat(run("validate", plan, "--wave", "other").out()).contains("wave other");
    }

    @Test
    void the_account_of_an_option_fills_what_the_plan_leaves_open_and_does_not_change_it() throws IOException {
        String named = Files.writeString(folder.resolve("good.yaml"), GOOD).toString();
        String open = Files.writeString(folder.resolve("open.yaml"), GOOD.replace("account: prod\n", ""))
                .toString();
        assertThat(run("validate", named, "--account", "prod").exitCode()).isZero();
        assertThat(run("validate", named, "--account", "other").exitCode()).isEqualTo(2);
        assertThat(run("validate", open).out()).contains("the unnamed account");
        assertThat(run("validate", open, "--account", "other").out()).contains("account other");
    }

    @Test
    void every_problem_of_a_plan_is_told_with_its_place() throws IOException {
        String plan = Files.writeString(
                        folder.resolve("bad.yaml"), "wave: Bad\nlimit: 3\ngroups: [{name: g, jobs: []}]\n")
                .toString();
        Ran ran = run("validate", plan);
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(plan + ":1:", plan + ":2:1", plan + ":3:");
        assertThat(run("validate", folder.resolve("none.yaml").toString()).exitCode())
                .isEqualTo(3);
    }

    @Test
    void bash_accepts_the_completion_script() throws Exception {
        Ran ran = run("completion");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("complete ", "--until-settled");
        Path script = Files.writeString(folder.resolve("completion"), ran.out());
        File log = folder.resolve("log").toFile();
        Process bash = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(Files.readString(log.toPath())).isZero();
    }
}

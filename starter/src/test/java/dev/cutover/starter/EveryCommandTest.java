package dev.cutover.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("every command")
class EveryCommandTest {

    private final Session session = new Session();

    @ParameterizedTest(name = "cutover {0} --version")
    @MethodSource("dev.cutover.starter.Session#commandNames")
    void tells_the_version(String command) throws Exception {
        assertThat(session.run(command, "--version")).isZero();
        assertThat(session.out().strip()).isEqualTo("cutover " + Version.number());
    }

    @ParameterizedTest(name = "cutover {0} --help")
    @MethodSource("dev.cutover.starter.Session#commandNames")
    void helps_under_the_name_by_which_it_is_called(String command) {
        assertThat(session.run(command, "--help")).isZero();
        assertThat(session.out()).startsWith("Usage: cutover " + command + " ").doesNotContain("generate-completion");
    }

    @ParameterizedTest(name = "cutover {0}")
    @MethodSource("withFormat")
    void says_in_json_what_is_wrong_with_the_command_line(String command) throws Exception {
        assertThat(session.run(command, "--no-such-option", "-o", "json")).isEqualTo(2);
        assertThat(errorCode()).isEqualTo("wrongUsage");
        assertThat(session.err()).isEmpty();
    }

    static Stream<String> withFormat() {
        return Session.commandNames().stream().filter(EveryCommandTest::hasFormat);
    }

    private static boolean hasFormat(String command) {
        return new Session()
                        .cutover
                        .getSubcommands()
                        .get(command)
                        .getCommandSpec()
                        .findOption("-o")
                != null;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "-o json",
                "-ojson",
                "-o=json",
                "--output json",
                "--output=json",
                "-o JSON",
                "--output=Json",
                "-yo json"
            })
    void understands_json_however_it_is_asked_for(String asked) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("start", "no-such-plan.yaml"));
        arguments.addAll(List.of(asked.split(" ", -1)));

        assertThat(session.run(arguments.toArray(String[]::new))).isEqualTo(3);
        assertThat(errorCode()).isEqualTo("planRefused");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-o text", "--output=text", "--account json", "--wave -o"})
    void says_in_sentences_what_nobody_wants_in_json(String asked) {
        List<String> arguments = new ArrayList<>(List.of("start", "no-such-plan.yaml"));
        arguments.addAll(List.of(asked.split(" ", -1)));

        assertThat(session.run(arguments.toArray(String[]::new))).isPositive();
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains("cutover: ");
    }

    private String errorCode() throws Exception {
        JsonNode document = new ObjectMapper().readTree(session.out());
        return document.at("/error/code").asText();
    }
}

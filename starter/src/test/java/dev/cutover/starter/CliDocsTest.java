package dev.cutover.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.docs.Page;
import dev.cutover.starter.terminal.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("what docs/cli.md says of the command line is what it is")
class CliDocsTest {

    /** What a row says of one command, in a section of several. */
    private static final Pattern ALONE = Pattern.compile("of ((?:`[\\w-]+`(?:, )?)+) alone: ");

    private static final Page PAGE = Page.of("cli.md");
    private static final Pattern NAME = Pattern.compile("[\\w-]+");

    @Test
    void every_command_has_its_section_and_there_is_no_other() {
        List<String> told = commandHeadings().stream()
                .flatMap(heading -> names(heading).stream())
                .toList();
        List<String> known = Session.commands().stream()
                .flatMap(command -> command.names().stream())
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("typed")
    void its_arguments_and_options_are_told_and_no_others(String command) {
        assertThat(List.copyOf(rows(command).keySet()))
                .containsExactlyInAnyOrderElementsOf(
                        arguments(command).stream().map(CliDocsTest::label).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("typed")
    void what_is_needed_and_what_has_a_default_is_told(String command) {
        for (ArgSpec argument : arguments(command)) {
            String told = rows(command).get(label(argument));
            // Within a group "required" only says what makes up the group.
            boolean needed = argument.required() && argument.group() == null;
            assertThat(told.equals("needed")).as(label(argument)).isEqualTo(needed);
            Object otherwise = argument.initialValue();
            if (otherwise != null && !otherwise.equals(false) && !otherwise.equals(0) && !(otherwise instanceof List)) {
                assertThat(told).as(label(argument)).contains("`" + spelt(otherwise) + "`");
            }
        }
    }

    @Test
    void every_exit_code_is_told_with_its_word() {
        List<String> told = PAGE.section("Exit codes").rows().stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();

        assertThat(told)
                .isEqualTo(Arrays.stream(ExitCode.values())
                        .map(code -> code.number() + " `" + code.word() + "`")
                        .toList());
    }

    @Test
    void the_overview_names_every_command() {
        String overview = PAGE.text().substring(0, PAGE.text().indexOf("\n## Commands\n"));

        assertThat(new Page(overview)
                        .rows().stream()
                                .flatMap(row -> Page.words(row.get(1)).stream())
                                .toList())
                .containsExactlyInAnyOrderElementsOf(Session.commandNames());
    }

    /** What is typed before arguments: {@code start}, {@code schedule create}. */
    static List<String> typed() {
        return Session.commands().stream()
                .flatMap(command -> command.subcommands().isEmpty()
                        ? Stream.of(command.name())
                        : command.subcommands().keySet().stream().map(part -> command.name() + " " + part))
                .toList();
    }

    /** Without help and version, which all of them have. */
    private static List<ArgSpec> arguments(String typed) {
        String[] words = typed.split(" ", -1);
        CommandSpec command = Session.commands().stream()
                .filter(one -> one.name().equals(words[0]))
                .findFirst()
                .orElseThrow();
        List<ArgSpec> arguments = new ArrayList<>(own(command));
        if (words.length > 1) {
            arguments.addAll(own(command.subcommands().get(words[1]).getCommandSpec()));
        }
        return arguments;
    }

    private static List<ArgSpec> own(CommandSpec command) {
        List<ArgSpec> arguments = new ArrayList<>(command.positionalParameters());
        command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(arguments::add);
        return arguments;
    }

    /** {@code `-o`, `--output FORMAT`}; {@code `JOB...`}. */
    private static String label(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String names = Arrays.stream(option.names()).map(name -> "`" + name).collect(Collectors.joining("`, "));
            return names + (option.arity().max() == 0 ? "`" : " " + option.paramLabel() + "`");
        }
        return "`" + argument.paramLabel() + (argument.arity().max() > 1 ? "...`" : "`");
    }

    private static String spelt(Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            return String.valueOf(number.longValue());
        }
        return value.toString().toLowerCase(Locale.ROOT);
    }

    /** Each row's last cell, by its first. */
    private static Map<String, String> rows(String command) {
        String heading = commandHeadings().stream()
                .filter(one -> names(one).contains(command.split(" ", -1)[0]))
                .findFirst()
                .orElseThrow();
        Map<String, String> rows = new LinkedHashMap<>();
        PAGE.section(heading).rows().stream()
                .filter(row -> !isOfAnother(row.get(1), command))
                .forEach(row -> rows.put(row.get(0), row.get(2)));
        return rows;
    }

    /** {@code of `retry` alone: ...}, in a section of several commands; of a part of a command, by the part's name. */
    private static boolean isOfAnother(String meaning, String command) {
        Matcher alone = ALONE.matcher(meaning);
        String last = command.substring(command.lastIndexOf(' ') + 1);
        return alone.lookingAt() && !names(alone.group(1)).contains(last);
    }

    private static List<String> commandHeadings() {
        return PAGE.section("Commands").headings(3);
    }

    private static List<String> names(String heading) {
        return NAME.matcher(heading).results().map(name -> name.group()).toList();
    }
}

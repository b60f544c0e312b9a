package dev.cutover.starter.command;

import dev.cutover.contract.FoundNames;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which jobs of an account: what a plan's {@code select} has, as options. */
final class JobFilters {

    /** Characters of a name at SMC. */
    private static final int LONGEST = 128;

    @Option(names = "--name", paramLabel = "GLOB", description = "by name: * is any text, ? any one character")
    private String name;

    @Option(names = "--region", paramLabel = "REGION", description = "by region, such as cn-shanghai")
    private String region;

    @Option(names = "--status", paramLabel = "STATUS", description = "by status as SMC spells it, such as Waiting")
    private String status;

    @Option(names = "--source", paramLabel = "ID", description = "by the id of the source server")
    private String source;

    @Option(names = "--workgroup", paramLabel = "ID", description = "by the id of the workgroup")
    private String workgroup;

    @Option(
            names = "--tag",
            paramLabel = "KEY[=VALUE]",
            description =
                    "by a tag, whatever its value without one; may be given up to " + JobQuery.MOST_TAGS + " times")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "which account's workers; default: those without a name")
    private String account;

    /** Fails when what was given can find nothing. */
    JobQuery query() throws CommandFailed {
        if (account != null && !account.matches(Plan.ACCOUNT)) {
            throw wrong("--account is '" + Words.visible(account)
                    + "': give letters, digits, '.', '_' and '-', at most 63 of them.");
        }
        if (tags.size() > JobQuery.MOST_TAGS) {
            throw wrong("--tag is there " + tags.size() + " times: SMC takes " + JobQuery.MOST_TAGS + " at most.");
        }
        List<Tag> read = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String text : tags) {
            Tag tag = tag(text);
            if (!keys.add(tag.key())) {
                throw wrong("--tag " + Words.visible(tag.key())
                        + " is there twice, and no job has two values of it: remove one.");
            }
            read.add(tag);
        }
        return new JobQuery(
                given("--name", name),
                given("--region", region),
                given("--status", status),
                given("--source", source),
                given("--workgroup", workgroup),
                read);
    }

    String account() {
        return account;
    }

    private static Tag tag(String text) throws CommandFailed {
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        if (key.isBlank()) {
            throw wrong("--tag is '" + Words.visible(text) + "': give a key and a value, such as --tag app=shop.");
        }
        checkLine("--tag", text);
        return new Tag(key, equals < 0 ? null : text.substring(equals + 1));
    }

    private static String given(String option, String value) throws CommandFailed {
        if (value != null && value.isBlank()) {
            throw wrong(option + " is blank: give a value, or leave it out.");
        }
        checkLine(option, value);
        return value;
    }

    /** What a plan could not have finds nothing either. */
    private static void checkLine(String option, String value) throws CommandFailed {
        if (value == null) {
            return;
        }
        boolean plain = value.equals(value.strip()) && value.codePoints().noneMatch(FoundNames::isInvisible);
        if (!plain || value.codePointCount(0, value.length()) > LONGEST) {
            throw wrong(option + " is '" + Words.visible(value) + "': give at most " + LONGEST
                    + " characters that can be seen, without a space before or behind them.");
        }
    }

    private static CommandFailed wrong(String message) {
        return new CommandFailed(ExitCode.WRONG_USAGE, message);
    }

    /** What is typed to have an account's jobs listed. */
    static String command(String account, JobQuery query) {
        StringBuilder command = new StringBuilder("`cutover jobs");
        add(command, "--account", account);
        add(command, "--name", query.name());
        add(command, "--region", query.region());
        add(command, "--status", query.status());
        add(command, "--source", query.source());
        add(command, "--workgroup", query.workgroup());
        query.tags().forEach(tag -> add(command, "--tag", tag.words()));
        return command.append('`').toString();
    }

    private static void add(StringBuilder options, String option, String value) {
        if (value != null) {
            boolean plain = value.matches("[A-Za-z0-9._=:/-]+");
            options.append(' ')
                    .append(option)
                    .append(' ')
                    .append(plain ? value : "'" + value.replace("'", "'\\''") + "'");
        }
    }

    /** Some of many names, and where the others are shown. */
    static String named(List<String> names, int most, String others) {
        String some = names.stream().limit(most).map(Words::visible).collect(Collectors.joining(", "));
        return names.size() <= most ? some : some + " ... and " + (names.size() - most) + " more: " + others;
    }
}

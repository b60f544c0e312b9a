package dev.cutover.starter.plan;

import dev.cutover.contract.Hook;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What looks like a secret: it must not stand in a plan, because plans stand in histories. */
final class Secrets {

    static final String EXAMPLE = Hook.SECRET + "...";

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(auth(?!or(?!iz))|token|passw|passphrase|secret|cookie|credential|signature|api[_-]?key|access[_-]?key|private[_-]?key).*");

    /** How credentials begin: HTTP's schemes, and the keys of well-known clouds and forges. */
    private static final Pattern VALUE = Pattern.compile(
            "(?i:bearer|basic|digest) .*|(?:LTAI|AKIA|ASIA)[A-Za-z0-9]{12,}|(?:gh[pousr]_|glpat-|xox[a-z]-).*|eyJ[\\w-]+\\.[\\w-]+\\..*");

    private static final Pattern ARGUMENT = Pattern.compile("(-{0,2}[\\w-]+)=.+");

    private Secrets() {}

    static boolean inHeader(String name, String value) {
        return NAME.matcher(name).matches() || VALUE.matcher(value).matches();
    }

    /** {@code --password=...} */
    static boolean inArgument(String argument) {
        var parts = ARGUMENT.matcher(argument);
        return VALUE.matcher(argument).matches()
                || (parts.matches() && NAME.matcher(parts.group(1)).matches());
    }

    /** @param query of a URL, or {@code null} */
    static boolean inQuery(String query) {
        return query != null
                && Arrays.stream(query.split("&", -1))
                        .map(part -> part.split("=", 2))
                        .anyMatch(part -> part.length == 2
                                && !part[1].isEmpty()
                                && (NAME.matcher(part[0]).matches()
                                        || part[0].matches("(?i)key|sig|sign|auth|pwd|pass")));
    }
}

package dev.cutover.starter.command;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with what was typed, in the operator's words instead of the parser's. */
final class Misuse {

    private Misuse() {}

    static String of(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException stranger && isAWord(stranger.getUnmatched())) {
            return stranger.getUnmatched().stream().collect(Collectors.joining("', '", "Not understood: '", "'"))
                    + ". Nothing was done";
        }
        return failure.getMessage()
                .replaceAll(" is not an? (int|long)$", " is no whole number")
                .replaceAll("Invalid value for option '([^']+)': '[^']*' is not a boolean$", "$1 takes no value");
    }

    /** Of options the parser itself says that they are unknown. */
    private static boolean isAWord(List<String> unmatched) {
        return unmatched.stream().noneMatch(word -> word.startsWith("-"));
    }
}

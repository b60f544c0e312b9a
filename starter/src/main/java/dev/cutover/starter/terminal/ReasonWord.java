package dev.cutover.starter.terminal;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FailureKind.Consequence;
import dev.cutover.contract.Found;
import dev.cutover.contract.Reason;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a reason is spelt for a reader who knows the words of this version, and no other. */
public final class ReasonWord {

    private static final String UNRECOGNISED =
            Reason.of(FailureKind.UNRECOGNISED).word();

    /** How a job gets done, what stops it, and why it is left. */
    private static final Set<String> KNOWN = Stream.of(
                    Arrays.stream(Found.values()).map(Reason::of),
                    Arrays.stream(FailureKind.values())
                            .filter(kind ->
                                    kind.consequence() == Consequence.BLOCK || kind.consequence() == Consequence.FAIL)
                            .map(Reason::of),
                    Stream.of(
                            Reason.DRAINED,
                            Reason.GROUP_BEFORE_NOT_DONE,
                            Reason.LAST_START_PASSED,
                            Reason.DOES_NOT_FIT,
                            Reason.WINDOW_CLOSED,
                            Reason.NOT_APPROVED,
                            Reason.GROUP_NOT_READY,
                            Reason.GROUP_SPLIT,
                            Reason.MARKED_DONE,
                            Reason.SKIPPED))
            .flatMap(reasons -> reasons)
            .map(Reason::word)
            .collect(Collectors.toUnmodifiableSet());

    private ReasonWord() {}

    /** Its own word, or {@code unrecognised} for one of a later version. */
    public static String of(Reason reason) {
        return KNOWN.contains(reason.word()) ? reason.word() : UNRECOGNISED;
    }
}

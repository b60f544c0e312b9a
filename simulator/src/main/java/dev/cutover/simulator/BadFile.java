package dev.cutover.simulator;

import java.util.List;

/** A jobs or faults file, or a body that is like one, that is refused. */
public final class BadFile extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    BadFile(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    static void check(List<String> problems) throws BadFile {
        if (!problems.isEmpty()) {
            throw new BadFile(problems);
        }
    }

    /** Each as {@code file:line:column: what is wrong}. */
    public List<String> problems() {
        return problems;
    }
}

package dev.cutover.starter.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A plan that is not carried out. The message has a line for every problem. */
public final class PlanRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    PlanRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All of them, at least one, sorted by place. */
    public List<Problem> problems() {
        return problems;
    }
}

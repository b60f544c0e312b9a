package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Plans with one mistake, whose place is marked. */
final class Refusals {

    private Refusals() {}

    /** Once, at the place of the {@code ^}, with these words in its message and its suggestion. */
    static void assertRefused(String marked, String message, String suggestion) {
        String before = marked.substring(0, marked.indexOf('^'));
        List<Problem> problems = problems(marked.replace("^", ""));

        assertThat(problems).as(problems.toString()).hasSize(1);
        Problem problem = problems.get(0);
        assertThat(new Place(problem.line(), problem.column()))
                .as(problem.toString())
                .isEqualTo(new Place(
                        (int) before.chars().filter(letter -> letter == '\n').count() + 1,
                        before.length() - before.lastIndexOf('\n')));
        assertThat(problem.message()).contains(message);
        if (suggestion != null) {
            assertThat(problem.suggestion()).contains(suggestion);
        }
    }

    /** @param written with a {@code ^} before what is wrong */
    static Arguments row(String sentence, String written, String message, String suggestion) {
        return argumentSet(sentence, written, message, suggestion);
    }
}

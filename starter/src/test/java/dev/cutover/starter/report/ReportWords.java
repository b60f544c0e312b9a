package dev.cutover.starter.report;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FailureKind.Consequence;
import dev.cutover.contract.Found;
import dev.cutover.contract.Reason;
import io.temporal.workflow.UpdateMethod;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

/** The words that no single enum has. */
final class ReportWords {

    private ReportWords() {}

    /** How a job gets done, what stops it, and why it is left. */
    static Stream<Reason> reasons() {
        return Stream.of(
                        Arrays.stream(Found.values()).map(Reason::of),
                        Arrays.stream(FailureKind.values())
                                .filter(kind -> kind.consequence() == Consequence.BLOCK
                                        || kind.consequence() == Consequence.FAIL)
                                .map(Reason::of),
                        Arrays.stream(Reason.class.getFields()).map(ReportWords::constant))
                .flatMap(words -> words)
                .distinct();
    }

    private static Reason constant(Field field) {
        try {
            return (Reason) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What can be done to a wave. */
    static Stream<String> actions() {
        return Arrays.stream(CutoverWave.class.getMethods())
                .filter(method -> method.isAnnotationPresent(UpdateMethod.class))
                .map(Method::getName);
    }
}

package dev.cutover.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cutover.acceptance.architecture.offenders.starter.local.Innocent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the product, and each bites: it catches every offender that was planted for it. */
class ArchitectureTest {
    static final String PRODUCT = "dev.cutover";
    static final String OFFENDERS = "dev.cutover.acceptance.architecture.offenders";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PRODUCT);

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(OFFENDERS);

    @ParameterizedTest
    @MethodSource("product")
    void holds(Rule rule) {
        rule.check().check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> catches() {
        return offenders()
                .flatMap(rule -> rule.offenders().stream()
                        .map(offender -> DynamicTest.dynamicTest(
                                rule + " ⟵ " + offender.getName().substring(OFFENDERS.length() + 1),
                                () -> assertThat(rule.check()
                                                .evaluate(only(offender))
                                                .hasViolation())
                                        .isTrue())));
    }

    /** A rule that refuses everything would pass the other two tests, given an empty product. */
    @ParameterizedTest
    @MethodSource("offenders")
    void letsInnocentsPass(Rule rule) {
        JavaClasses innocents = only(
                Innocent.class,
                dev.cutover.acceptance.architecture.offenders.workflows.Innocent.class,
                dev.cutover.acceptance.architecture.offenders.workflows.InnocentImpl.class,
                dev.cutover.acceptance.architecture.offenders.worker.Registers.class,
                dev.cutover.acceptance.architecture.offenders.worker.WorkerMain.class);

        assertThat(rule.check()
                        .allowEmptyShould(true)
                        .evaluate(innocents)
                        .getFailureReport()
                        .getDetails())
                .isEmpty();
    }

    /** Rules over classes that nobody read would hold for ever. */
    @ParameterizedTest
    @EnumSource
    void readsTheClassesOf(Module module) {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .contains(PRODUCT + "." + module.folder());
    }

    /** A package that is no room would be held by no rule. */
    @Test
    void theRoomsAreThePackagesOfWorkflows() {
        String module = PRODUCT + "." + Module.WORKFLOWS.folder();

        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(module + "."))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Room.values())
                        .map(room -> module + "." + room.folder())
                        .toList());
    }

    private static JavaClasses only(Class<?>... types) {
        return PLANTED.that(DescribedPredicate.describe(
                "are picked", type -> Arrays.stream(types).anyMatch(type::isEquivalentTo)));
    }

    static List<Rule> product() {
        return Rules.under(PRODUCT);
    }

    static Stream<Rule> offenders() {
        return Rules.under(OFFENDERS).stream();
    }
}

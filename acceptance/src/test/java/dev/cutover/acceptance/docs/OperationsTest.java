package dev.cutover.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FailureKind.Consequence;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever reads a reason at night finds it in the handbook. */
class OperationsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @Test
    void every_reason_that_needs_a_person_has_its_row() throws IOException {
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(needPerson());
    }

    private static List<String> needPerson() {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind != FailureKind.UNRECOGNISED)
                .filter(kind -> kind.consequence() == Consequence.BLOCK || kind.consequence() == Consequence.FAIL)
                .map(FailureKind::word)
                .toList();
    }

    private static List<String> rows() throws IOException {
        String handbook = Files.readString(Project.root().resolve("docs/operations.md"));
        String table = handbook.substring(
                handbook.indexOf("## When something blocks"), handbook.indexOf("## When a part dies"));
        return ROW.matcher(table)
                .results()
                .flatMap(row -> WORD.matcher(row.group(1)).results().map(word -> word.group(1)))
                .toList();
    }
}

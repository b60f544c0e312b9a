package dev.cutover.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FindingKind;
import dev.cutover.starter.docs.Page;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/preflight.md")
class PreflightDocsTest {

    @Test
    void has_a_row_for_everything_that_can_be_found_in_its_own_words() {
        List<List<String>> expected = Arrays.stream(FindingKind.values())
                .filter(kind -> kind != FindingKind.UNRECOGNISED)
                .map(kind -> List.of("`" + kind.word() + "`", kind.severity().word(), kind.advice()))
                .toList();
        assertThat(Page.of("preflight.md").rows()).containsAll(expected);
    }
}

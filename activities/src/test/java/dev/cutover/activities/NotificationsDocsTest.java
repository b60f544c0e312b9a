package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("docs/notifications.md tells what is sent")
class NotificationsDocsTest {

    @Test
    void the_example_is_a_whole_message_and_is_put_as_shown() throws IOException {
        Document page = Document.of("notifications.md");
        assertThat(page.blocks("json")).hasSize(1);
        Message message = Document.example(page.blocks("json").get(0), Message.class);
        assertThat(MessageText.of(message, MessageText.Markup.SLACK) + "\n")
                .isEqualTo(page.blocks("text").get(0).replaceFirst("(.*)", "*$1*"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNISED")
    void each_kind_has_its_row(MessageKind kind) throws IOException {
        assertThat(Document.of("notifications.md").text()).contains("\n| `" + kind + "` | ");
    }
}

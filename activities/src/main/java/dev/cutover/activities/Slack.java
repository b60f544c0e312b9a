package dev.cutover.activities;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cutover.contract.Message;

/**
 * Slack's incoming webhooks, and those of chats that take the same: {@code {"text": ...}}, answered by {@code ok}. See
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 */
final class Slack {

    private Slack() {}

    static byte[] body(Message message) {
        return HttpHook.json(
                JsonNodeFactory.instance.objectNode().put("text", MessageText.of(message, MessageText.Markup.SLACK)));
    }

    /** @throws NotDone when the answer is 2xx and yet no yes */
    static void check(Address address, Endpoints.Answer answer) throws NotDone {
        String said = answer.body().strip();
        // Webhooks of workflows say it in JSON.
        if (!said.equals("ok") && !said.replaceAll("\\s", "").startsWith("{\"ok\":true")) {
            throw NotDone.refused(address.told() + " answers " + answer.status() + ", and not 'ok': "
                    + Excerpt.of(said, Excerpt.IN_SENTENCE));
        }
    }
}

package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.Key.may;
import static dev.cutover.starter.plan.Key.needed;

import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of {@code notify}: who is told of a wave. */
final class NotifyKeys {

    private static final Kind<String> SECRET_NAME = new SecretNameKind();
    private static final Kind<String> ADDRESS = new UrlKind("urlFrom");

    static final Key<Receiver.Form> FORM = needed("form", new ChoiceKind<>(forms()), "json");
    static final Key<String> URL = may("url", ADDRESS, null);
    static final Key<String> URL_FROM = may("urlFrom", SECRET_NAME, null);
    static final Key<String> SECRET_FROM = may("secretFrom", SECRET_NAME, null);
    static final Key<List<Placed<MessageKind>>> ONLY = may(
            "only",
            new ListKind<>("kinds of messages", new ChoiceKind<>(messages()), "the receiver is told of nothing"),
            List.of());
    static final Level RECEIVER = new Level("a receiver", List.of(FORM, URL, URL_FROM, SECRET_FROM, ONLY), List.of());

    static final Key<String> BEAT_URL = may("url", ADDRESS, null);
    static final Key<String> BEAT_URL_FROM = may("urlFrom", SECRET_NAME, null);
    static final Key<Duration> EVERY =
            may("every", new DurationKind(Duration.ofMinutes(1), Duration.ofHours(1)), Duration.ofMinutes(5));
    static final Level HEARTBEAT = new Level("'heartbeat'", List.of(BEAT_URL, BEAT_URL_FROM, EVERY), List.of());

    static final Key<List<Placed<Section>>> RECEIVERS =
            may("receivers", new ListKind<>("receivers", new SectionKind(RECEIVER), null), List.of());
    static final Key<Section> HEARTBEAT_SECTION = may("heartbeat", new SectionKind(HEARTBEAT), null);
    static final Level NOTIFY = new Level("'notify'", List.of(RECEIVERS, HEARTBEAT_SECTION), List.of());

    private NotifyKeys() {}

    private static Map<String, Receiver.Form> forms() {
        Map<String, Receiver.Form> forms = new LinkedHashMap<>();
        for (Receiver.Form form : Receiver.Form.values()) {
            if (form != Receiver.Form.UNRECOGNISED) {
                forms.put(Words.camelCase(form), form);
            }
        }
        return forms;
    }

    /** Without what a person sends, which comes in any case. */
    private static Map<String, MessageKind> messages() {
        Map<String, MessageKind> messages = new LinkedHashMap<>();
        for (MessageKind kind : MessageKind.values()) {
            if (kind != MessageKind.TEST && kind != MessageKind.UNRECOGNISED) {
                messages.put(kind.word(), kind);
            }
        }
        return messages;
    }
}

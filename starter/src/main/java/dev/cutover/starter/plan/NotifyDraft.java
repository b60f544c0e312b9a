package dev.cutover.starter.plan;

import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Receiver;
import java.util.ArrayList;
import java.util.List;

/** Makes of what a file says whom a wave tells. */
final class NotifyDraft {

    private static final int MOST_RECEIVERS = 20;

    /** Whoever knows such a URL can write to the channel, whatever the form. */
    private static final String WEBHOOK =
            "(?i)https?://([^/]*\\.)?(hooks\\.slack\\.com|oapi\\.dingtalk\\.com)([:/].*)?";

    private final Problems problems;

    NotifyDraft(Problems problems) {
        this.problems = problems;
    }

    /** @return {@code null} when the plan tells nobody */
    Notify of(Section plan) {
        if (!plan.has(PlanKeys.NOTIFY_SECTION)) {
            return null;
        }
        Section notify = plan.get(PlanKeys.NOTIFY_SECTION);
        List<Placed<Section>> sections = notify.get(NotifyKeys.RECEIVERS);
        if (sections.size() > MOST_RECEIVERS) {
            problems.add(
                    sections.get(MOST_RECEIVERS).place(),
                    "more than " + MOST_RECEIVERS + " receivers",
                    "let one of them pass the messages on");
        }
        List<Receiver> receivers = new ArrayList<>();
        for (Placed<Section> section : sections) {
            receivers.add(receiver(section.value()));
        }
        return new Notify(
                receivers,
                notify.has(NotifyKeys.HEARTBEAT_SECTION) ? heartbeat(notify.get(NotifyKeys.HEARTBEAT_SECTION)) : null);
    }

    private Receiver receiver(Section receiver) {
        checkAddress(receiver, NotifyKeys.URL, NotifyKeys.URL_FROM, "a receiver");
        Receiver.Form form = receiver.get(NotifyKeys.FORM);
        String url = receiver.get(NotifyKeys.URL);
        boolean ofChat = form == Receiver.Form.SLACK || form == Receiver.Form.DINGTALK;
        if (receiver.names(NotifyKeys.URL) && (ofChat || (url != null && url.matches(WEBHOOK)))) {
            problems.add(
                    receiver.place(NotifyKeys.URL),
                    "a webhook URL is a secret: whoever knows it can write to the channel",
                    "use urlFrom: " + Secrets.EXAMPLE);
        }
        if (receiver.names(NotifyKeys.SECRET_FROM) && form != null && form != Receiver.Form.DINGTALK) {
            problems.add(
                    receiver.place(NotifyKeys.SECRET_FROM),
                    "'secretFrom' goes with form: dingtalk, whose messages are signed with it",
                    "leave it out");
        }
        return new Receiver(
                form,
                url,
                receiver.get(NotifyKeys.URL_FROM),
                receiver.get(NotifyKeys.SECRET_FROM),
                receiver.get(NotifyKeys.ONLY).stream().map(Placed::value).toList());
    }

    private Heartbeat heartbeat(Section heartbeat) {
        checkAddress(heartbeat, NotifyKeys.BEAT_URL, NotifyKeys.BEAT_URL_FROM, "the heartbeat");
        return new Heartbeat(
                heartbeat.get(NotifyKeys.BEAT_URL),
                heartbeat.get(NotifyKeys.BEAT_URL_FROM),
                heartbeat.get(NotifyKeys.EVERY));
    }

    private void checkAddress(Section section, Key<String> url, Key<String> from, String noun) {
        if (section.names(url) && section.names(from)) {
            problems.add(section.place(from), noun + " has one address: url and urlFrom are two", "remove one");
        } else if (!section.names(url) && !section.names(from)) {
            problems.add(section.place(), noun + " needs an address", "add url, or urlFrom: " + Secrets.EXAMPLE);
        }
    }
}

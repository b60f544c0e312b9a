package dev.cutover.activities;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.Message;
import dev.cutover.contract.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message as people read it in a chat: what is the matter, whom it is about, how the wave stands, what to type. */
final class MessageText {

    private MessageText() {}

    /** How a chat marks text up. */
    enum Markup {
        SLACK("*", "\n") {
            @Override
            String escaped(String text) {
                return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            }
        },
        DINGTALK("**", "\n\n") {
            @Override
            String escaped(String text) {
                return text.replaceAll("[\\[\\]*`<>#]", "\\\\$0");
            }
        };

        private final String bold;
        private final String lineBreak;

        Markup(String bold, String lineBreak) {
            this.bold = bold;
            this.lineBreak = lineBreak;
        }

        /** Names and sentences say what they say: no link, no shout to everybody. */
        abstract String escaped(String text);

        private String bold(String text) {
            return bold + escaped(text) + bold;
        }

        private String code(String command) {
            return "`" + (this == SLACK ? escaped(command) : command) + "`";
        }
    }

    /** One line without markup. */
    static String headline(Message message) {
        return "cutover " + message.wave() + ": " + Words.spoken(message.kind())
                + (message.change() == null ? "" : " (" + message.change() + ")");
    }

    static String of(Message message, Markup markup) {
        List<String> lines = new ArrayList<>();
        lines.add(markup.bold(headline(message)));
        if (message.sentence() != null) {
            lines.add(markup.escaped(message.sentence()));
        }
        if (!message.jobs().isEmpty()) {
            String more = message.moreJobs() > 0 ? " and " + message.moreJobs() + " more" : "";
            lines.add(markup.escaped("Servers: " + String.join(", ", message.jobs()) + more));
        }
        if (message.counts() != null) {
            lines.add(counts(message.counts()));
        }
        if (message.command() != null) {
            lines.add("Next: " + markup.code(message.command()));
        }
        return String.join(markup.lineBreak, lines);
    }

    private static String counts(JobCounts counts) {
        return Stream.of(
                        part(counts.done(), "done"),
                        part(counts.failed(), "failed"),
                        part(counts.unfinished(), "unfinished"),
                        part(counts.blocked(), "blocked"),
                        part(counts.cuttingOver(), "cutting over"),
                        part(counts.watching(), "watching"),
                        part(counts.deferred(), "deferred"),
                        part(counts.skipped(), "skipped"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", counts.total() == 1 ? "1 job: " : counts.total() + " jobs: ", ""));
    }

    private static String part(int count, String state) {
        return count == 0 ? "" : count + " " + state;
    }
}

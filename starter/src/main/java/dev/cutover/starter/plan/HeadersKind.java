package dev.cutover.starter.plan;

import dev.cutover.contract.Hook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The headers of a request, each a text or the name of what holds it. */
record HeadersKind() implements Kind<List<Hook.Header>> {

    private static final int MOST = 20;
    private static final int LONGEST = 500;
    private static final String NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}";

    /** Those that are the request's own. */
    private static final Set<String> OURS =
            Set.of("host", "connection", "content-length", "content-type", "transfer-encoding");

    @Override
    public String words() {
        return "mapping of names to a text or {from: " + Secrets.EXAMPLE + "}";
    }

    @Override
    public List<Hook.Header> read(Node node, String written, Problems problems) {
        if (node instanceof Node.Refused) {
            return null;
        }
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(),
                    "'" + written + "' must be a " + words() + ", not " + node.noun(),
                    "write headers: {X-Team: night}");
            return null;
        }
        if (mapping.entries().size() > MOST) {
            problems.add(node.place(), "more than " + MOST + " headers", "leave some out");
        }
        List<Hook.Header> headers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node.Entry entry : mapping.entries()) {
            if (isName(entry, seen, problems)) {
                Hook.Header header = header(entry, problems);
                if (header != null) {
                    headers.add(header);
                }
            }
        }
        return headers;
    }

    private static boolean isName(Node.Entry entry, Set<String> seen, Problems problems) {
        String name = entry.key();
        String small = name.toLowerCase(Locale.ROOT);
        if (!name.matches(NAME)) {
            problems.add(entry.place(), Quote.of(name) + " cannot be the name of a header", null);
        } else if (OURS.contains(small)) {
            problems.add(
                    entry.place(), "the header " + Quote.of(name) + " is set by the request itself", "leave it out");
        } else if (!seen.add(small)) {
            problems.add(entry.place(), "the header " + Quote.of(name) + " is there twice", "remove one");
        } else {
            return true;
        }
        return false;
    }

    private static Hook.Header header(Node.Entry entry, Problems problems) {
        String name = entry.key();
        Node value = entry.value();
        if (value instanceof Node.Mapping) {
            Section from = new SectionKind(HookKeys.HEADER).read(value, name, problems);
            return from == null || !from.has(HookKeys.FROM)
                    ? null
                    : new Hook.Header(name, null, from.get(HookKeys.FROM));
        }
        if (value instanceof Node.Text text && Secrets.inHeader(name, text.value())) {
            problems.add(
                    value.place(),
                    "the header " + Quote.of(name) + " seems to be a secret",
                    "use from: write " + name + ": {from: " + Secrets.EXAMPLE + "}");
            return null;
        }
        String plain = HookKeys.HEADER_VALUE.read(value, name, problems);
        return plain == null ? null : new Hook.Header(name, plain, null);
    }

    /** What a header may say: visible letters of ASCII, and spaces between them. */
    static TextKind value() {
        return new TextKind(
                "letters, digits and signs of ASCII, at most " + LONGEST,
                "[ -~]{1," + LONGEST + "}",
                LONGEST,
                found -> null);
    }
}

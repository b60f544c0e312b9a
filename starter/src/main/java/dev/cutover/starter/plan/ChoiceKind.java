package dev.cutover.starter.plan;

import java.util.List;
import java.util.Map;

/**
 * One of a few words.
 *
 * @param choices what each word means, in the order in which they are told
 */
record ChoiceKind<T>(Map<String, T> choices) implements ScalarKind<T> {

    @Override
    public String words() {
        List<String> words = List.copyOf(choices.keySet());
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    @Override
    public T parse(Node.Text text, String written, Problems problems) {
        T choice = choices.get(text.value());
        if (choice == null) {
            problems.add(
                    text.place(),
                    "'" + written + "' must be " + words() + ", not " + Quote.of(text.value()),
                    Nearest.to(text.value(), choices.keySet())
                            .map(word -> "did you mean '" + word + "'?")
                            .orElse(null));
        }
        return choice;
    }
}

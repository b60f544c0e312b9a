package dev.cutover.contract;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How the words are spelt. */
public final class Words {

    private Words() {}

    /** A list that an older history does not have is empty, and what is absent in one is left out: a record in a history never throws. */
    static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** What comes from the account: each character that a terminal would obey, or nobody would see, is a {@code ?}. */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .map(character -> FoundNames.isInvisible(character) ? '?' : character)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /** {@code CUTTING_OVER} as {@code cuttingOver}: how the reports spell an enum. */
    public static String camelCase(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        boolean upper = false;
        for (char letter : constant.name().toCharArray()) {
            if (letter == '_') {
                upper = true;
                continue;
            }
            word.append(upper ? letter : Character.toLowerCase(letter));
            upper = false;
        }
        return word.toString();
    }

    /** {@code CUTTING_OVER} as {@code cutting over}: how a person reads an enum. */
    public static String spoken(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

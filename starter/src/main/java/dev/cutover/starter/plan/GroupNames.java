package dev.cutover.starter.plan;

import java.util.HashSet;
import java.util.Set;

/** Makes names of groups out of what jobs have in common: each fit for a plan, and no two alike. */
final class GroupNames {

    private static final int LONGEST = 64;

    private final Set<String> taken = new HashSet<>();

    String of(String value) {
        String base = cut(Quote.visible(value).strip(), LONGEST);
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            String suffix = "-" + number;
            name = cut(base, LONGEST - suffix.length()) + suffix;
        }
        return name;
    }

    private static String cut(String text, int most) {
        boolean fits = text.codePointCount(0, text.length()) <= most;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, most)).strip();
    }
}

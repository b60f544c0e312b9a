package dev.cutover.starter.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant. */
final class Nearest {

    /** No key or name that is worth comparing is longer. */
    private static final int LONGEST = 80;

    private Nearest() {}

    /** The one of {@code known} that takes fewest changes, if they are few for its length; the first of several. */
    static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String bare = bare(written);
        return known.stream()
                .filter(word ->
                        distance(bare, bare(word)) <= Math.min(word.length() - 1, Math.max(1, word.length() / 3)))
                .min(Comparator.comparingInt(word -> distance(bare, bare(word))));
    }

    /** Spellings of one key: {@code max_concurrent}, {@code max-concurrent}, {@code MaxConcurrent}. */
    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[_\\- ]", "");
    }

    /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
    static int distance(String one, String other) {
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cheapest(costs, one, other, i, j);
            }
        }
        return costs[one.length()][other.length()];
    }

    private static int cheapest(int[][] costs, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int cost = Math.min(costs[i - 1][j - 1] + (same ? 0 : 1), Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
    }
}

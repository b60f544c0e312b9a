package dev.cutover.starter.plan;

import dev.cutover.contract.Plan;
import java.util.Locale;

/** How a wave may be called. */
final class WaveName {

    static final int MOST = 63;

    static final TextKind KIND = new TextKind(
            "lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, at most " + MOST,
            Plan.WAVE_NAME,
            MOST,
            found -> "for example " + fitting(found));

    private WaveName() {}

    /** The nearest name that fits the pattern. */
    static String fitting(String text) {
        String name = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        String cut = name.substring(0, Math.min(MOST, name.length())).replaceAll("[^a-z0-9]+$", "");
        return cut.isEmpty() ? "wave-1" : cut;
    }
}

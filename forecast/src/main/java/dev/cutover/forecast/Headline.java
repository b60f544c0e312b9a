package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a forecast comes to, in plain sentences without a time zone, for example {@code 500 jobs of 25 min at 20 slots need 10 h 25 min; the window has 4 h:
 * 320 will be deferred. 56 slots, or an end and a last start 6 h 25 min later, would do.}
 */
public final class Headline {

    private final WaveAhead wave;
    private final Forecast forecast;

    private Headline(WaveAhead wave, Forecast forecast) {
        this.wave = wave;
        this.forecast = forecast;
    }

    public static String of(WaveAhead wave, Forecast forecast) {
        if (forecast.jobs() == 0) {
            return "No job is left to do.";
        }
        Headline headline = new Headline(wave, forecast);
        return headline.need() + headline.result() + headline.remedy();
    }

    /** What cannot start needs no time, whatever it would take. */
    private String need() {
        return counted(forecast.jobs(), "job") + runs() + " at " + counted(Math.max(1, wave.slots()), "slot")
                + (forecast.needs().p90().isZero() ? "" : (forecast.jobs() == 1 ? " needs " : " need ") + needs());
    }

    /** What a job takes, hooks left out: of all of them, or of the shortest and the longest. */
    private String runs() {
        List<Duration> runs = wave.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .filter(job -> !job.isOver())
                .map(job -> job.run().p50())
                .sorted()
                .toList();
        Duration shortest = runs.get(0);
        Duration longest = runs.get(runs.size() - 1);
        return " of " + (shortest.equals(longest) ? "" : spoken(shortest) + " to ") + spoken(longest);
    }

    private String needs() {
        String usually = spoken(forecast.needs().p50());
        String atMost = spoken(forecast.needs().p90());
        return usually.equals(atMost) ? usually : usually + ", or " + atMost + " in one night of ten";
    }

    private String result() {
        String window = wave.closes() == null ? "" : "; the window has " + spoken(window());
        return window + (window.isEmpty() ? "; " : ": ") + left() + ".";
    }

    /** What is left of it; none once it has closed. */
    private Duration window() {
        Instant begins = wave.begins();
        return begins.isBefore(wave.closes()) ? Duration.between(begins, wave.closes()) : Duration.ZERO;
    }

    private String left() {
        int usually = forecast.left().p50();
        int atMost = forecast.left().p90();
        if (atMost == 0) {
            return "all will make it";
        }
        if (usually == 0) {
            return "all will make it on most nights, and " + atMost + " will be deferred in one night of ten";
        }
        return usually + " will be deferred" + (usually == atMost ? "" : ", or " + atMost + " in one night of ten");
    }

    private String remedy() {
        Remedy remedy = forecast.remedy();
        if (remedy == null) {
            return "";
        }
        if (remedy.isNone()) {
            return " Neither more slots nor more time would do.";
        }
        String slots = remedy.slots() == null ? "" : counted(remedy.slots(), "slot");
        String time = time(remedy);
        if (slots.isEmpty() || time.isEmpty() || remedy.leftWithSlots() == remedy.leftWhenLater()) {
            String ways = slots.isEmpty() ? time : slots + (time.isEmpty() ? "" : ", or " + time + ",");
            return " " + capital(ways) + effect(slots.isEmpty() ? remedy.leftWhenLater() : remedy.leftWithSlots());
        }
        return " " + slots + effect(remedy.leftWithSlots()) + " " + capital(time) + effect(remedy.leftWhenLater());
    }

    private static String time(Remedy remedy) {
        return remedy.later() == null
                ? ""
                : "an end and a last start " + spoken(remedy.later()) + " later"
                        + (remedy.earlier() == null ? "" : " or an opening so much earlier");
    }

    private static String effect(int left) {
        return left == 0 ? " would do." : " would leave " + left + ".";
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** To the minute, {@code 10 h 25 min}; what is shorter to the second. */
    static String spoken(Duration duration) {
        if (!duration.isZero() && duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        long minutes = duration.plusSeconds(30).toMinutes();
        return Stream.of(part(minutes / 60, " h"), part(minutes % 60, " min"))
                .filter(part -> !part.isEmpty())
                .reduce((hours, rest) -> hours + " " + rest)
                .orElse("0 min");
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}

package dev.cutover.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tries of one cutover: the first 5, the last 20, and how many between them were left out, so that it stays small however often a
 * call was repeated.
 *
 * @param leftOut how many tries between {@code first} and {@code last} are not kept
 * @param unclear how many of all tries got no clear answer, those left out included
 */
public record Evidence(List<Try> first, int leftOut, List<Try> last, int unclear) {

    public static final int KEPT_FIRST = 5;
    public static final int KEPT_LAST = 20;

    public Evidence {
        first = Words.list(first);
        last = Words.list(last);
    }

    public static Evidence none() {
        return new Evidence(List.of(), 0, List.of(), 0);
    }

    /** All kept tries, oldest first. */
    public Stream<Try> tries() {
        return Stream.concat(first.stream(), last.stream());
    }

    /** How many tries there were, those left out included. */
    public int count() {
        return first.size() + leftOut + last.size();
    }

    public Evidence plus(Try latest) {
        int nowUnclear = unclear + (isUnclear(latest) ? 1 : 0);
        if (last.isEmpty() && first.size() < KEPT_FIRST) {
            return new Evidence(appended(first, latest), leftOut, last, nowUnclear);
        }
        List<Try> longer = appended(last, latest);
        return longer.size() <= KEPT_LAST
                ? new Evidence(first, leftOut, longer, nowUnclear)
                : new Evidence(first, leftOut + 1, longer.subList(1, longer.size()), nowUnclear);
    }

    /** The same with its newest try replaced: what became of a call that was noted before it was sent. */
    public Evidence withLatest(Try latest) {
        Optional<Try> old = latest();
        if (old.isEmpty()) {
            return plus(latest);
        }
        int nowUnclear = unclear - (isUnclear(old.get()) ? 1 : 0) + (isUnclear(latest) ? 1 : 0);
        return last.isEmpty()
                ? new Evidence(replaced(first, latest), leftOut, last, nowUnclear)
                : new Evidence(first, leftOut, replaced(last, latest), nowUnclear);
    }

    /** The same without its newest try: the call that was noted did not leave. */
    public Evidence withoutLatest() {
        int nowUnclear = unclear - (latest().filter(Evidence::isUnclear).isPresent() ? 1 : 0);
        return last.isEmpty()
                ? new Evidence(shortened(first), leftOut, last, nowUnclear)
                : new Evidence(first, leftOut, shortened(last), nowUnclear);
    }

    /** The same, with what the first look after the newest try showed. */
    public Evidence seen(String status) {
        return latest().map(newest -> withLatest(newest.followedBy(status))).orElse(this);
    }

    public Optional<Try> latest() {
        List<Try> newest = last.isEmpty() ? first : last;
        return newest.isEmpty() ? Optional.empty() : Optional.of(newest.get(newest.size() - 1));
    }

    /** The newest try that may have taken effect. */
    public Optional<Try> latestEffective() {
        return tries().filter(one -> one.answer().mayHaveTakenEffect()).reduce((earlier, later) -> later);
    }

    /** When the newest call that may have taken effect was sent. */
    public Optional<Instant> latestEffectiveAt() {
        return latestEffective().map(Try::at);
    }

    /** When the newest call that may have taken effect was sent, of those whose time is known. */
    public Optional<Instant> latestKnownEffectiveAt() {
        return tries().filter(one -> one.answer().mayHaveTakenEffect() && one.at() != null)
                .map(Try::at)
                .reduce((earlier, later) -> later);
    }

    private static boolean isUnclear(Try one) {
        return one.answer().mayHaveTakenEffect() && one.answer() != Try.Answer.ACCEPTED;
    }

    private static List<Try> appended(List<Try> tries, Try latest) {
        List<Try> longer = new ArrayList<>(tries);
        longer.add(latest);
        return longer;
    }

    private static List<Try> replaced(List<Try> tries, Try latest) {
        return appended(shortened(tries), latest);
    }

    private static List<Try> shortened(List<Try> tries) {
        return tries.isEmpty() ? tries : tries.subList(0, tries.size() - 1);
    }
}

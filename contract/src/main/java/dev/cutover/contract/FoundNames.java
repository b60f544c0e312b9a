package dev.cutover.contract;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What jobs that were found are called in a plan: as at SMC, as long as nobody can take one for another. A name that several jobs have, that is
 * the id of another, or that a plan could not have is left for the id.
 */
public final class FoundNames {

    /** Characters of a name in a plan. */
    public static final int LONGEST = 64;

    private final Map<String, Integer> bearers = new TreeMap<>();
    private final Set<String> ids = new TreeSet<>();

    /**
     * @param listed jobs that are in the plan anyway
     * @param found all that are to be in it too
     */
    public FoundNames(Collection<PlannedJob> listed, Collection<FoundJob> found) {
        listed.forEach(job -> note(job.id(), job.name()));
        found.forEach(job -> note(job.id(), job.name()));
    }

    private void note(JobId id, String name) {
        ids.add(id.value());
        bearers.merge(name == null ? "" : name, 1, Integer::sum);
    }

    /** Of one that was found. */
    public String of(FoundJob job) {
        String name = job.name();
        boolean fits = name != null && fits(name);
        return fits && bearers.get(name) == 1 && !ids.contains(name)
                ? name
                : job.id().value();
    }

    /** Whether a plan can have it: one line, short, and nothing that a terminal would obey. */
    private static boolean fits(String name) {
        return !name.isBlank()
                && name.equals(name.strip())
                && name.codePointCount(0, name.length()) <= LONGEST
                && name.codePoints().noneMatch(FoundNames::isInvisible);
    }

    /** Controls, line breaks, marks that turn the direction of writing, and what stands for no character at all. */
    public static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}

package dev.cutover.smc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One kind of thing that SMC lists: how to ask for it by id and by page, and when the answers may be believed.
 *
 * @param list the name of the list in the answer, {@code element} that of the array within
 * @param idParameter what {@code .1}, {@code .2} are put behind to ask by id
 */
record Listing<T>(
        String operation, String list, String element, String idParameter, Reader<T> reader, Function<T, String> id) {

    static final Listing<ReplicationJob> JOBS = new Listing<>(
            "DescribeReplicationJobs",
            "ReplicationJobs",
            "ReplicationJob",
            "JobId",
            Answers::job,
            ReplicationJob::jobId);
    static final Listing<SourceServer> SERVERS = new Listing<>(
            "DescribeSourceServers",
            "SourceServers",
            "SourceServer",
            "SourceId",
            Answers::sourceServer,
            SourceServer::sourceId);

    /** Ten times the jobs that an account may have: past this a listing has no end. */
    private static final int MOST_PAGES = 200;

    /** How often a listing that moved while it was read is read anew. */
    private static final int MOST_PASSES = 3;

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode row) throws Answers.Unreadable;
    }

    /** Gets one page over the wire. */
    @FunctionalInterface
    interface Caller<T> {
        Page<T> page(Map<String, String> parameters, int number) throws SmcException;
    }

    /** One call per 50 ids; an id that is named twice is asked for once. */
    List<T> byIds(List<String> ids, Caller<T> caller) throws SmcException {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<T> found = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += Smc.MOST_PER_CALL) {
            List<String> chunk = distinct.subList(from, Math.min(distinct.size(), from + Smc.MOST_PER_CALL));
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < chunk.size(); i++) {
                parameters.put(idParameter + "." + (i + 1), chunk.get(i));
            }
            found.addAll(answered(chunk, caller.page(parameters, 1)));
        }
        return found;
    }

    /** Missing means that it does not exist; so an answer that may have left something out, or is to another question, is none. */
    private List<T> answered(List<String> asked, Page<T> page) throws SmcException {
        Set<String> told = new HashSet<>();
        for (T row : page.rows()) {
            if (!told.add(id.apply(row))) {
                throw new SmcException.NoClearAnswer("the answer tells one " + element + " twice", null);
            }
        }
        if (!asked.containsAll(told)) {
            throw new SmcException.NoClearAnswer("the answer tells a " + element + " that was not asked for", null);
        }
        boolean complete = told.size() == asked.size();
        if (!complete && page.total() != null && page.total() > told.size()) {
            throw new SmcException.NoClearAnswer(
                    "the answer counts " + page.total() + " and tells " + told.size(), null);
        }
        return page.rows();
    }

    /**
     * All pages. Things that come and go between two pages shift the rows, so that one is told twice and another not at all: a listing counts
     * only when no row came twice and the total stayed the same and was reached; otherwise it is read anew.
     */
    List<T> byPages(Map<String, String> filter, Caller<T> caller, PagesRead progress) throws SmcException {
        for (int pass = 1; pass <= MOST_PASSES; pass++) {
            Optional<List<T>> whole = pass(filter, caller, progress);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        throw new SmcException.NoClearAnswer(
                "the pages of " + list + " do not fit together, read " + MOST_PASSES + " times", null);
    }

    private Optional<List<T>> pass(Map<String, String> filter, Caller<T> caller, PagesRead progress)
            throws SmcException {
        Map<String, T> seen = new LinkedHashMap<>();
        Integer total = null;
        for (int number = 1; number <= MOST_PAGES; number++) {
            Page<T> page = caller.page(filter, number);
            if (number > 1 && !Objects.equals(total, page.total())) {
                return Optional.empty();
            }
            total = page.total();
            progress.read(number, total == null ? 0 : Math.max(number, pages(total)));
            for (T row : page.rows()) {
                if (seen.put(id.apply(row), row) != null) {
                    return Optional.empty();
                }
            }
            boolean reached = total != null && seen.size() >= total;
            if (reached || page.rows().size() < Smc.MOST_PER_CALL) {
                return total == null || seen.size() == total
                        ? Optional.of(List.copyOf(seen.values()))
                        : Optional.empty();
            }
        }
        throw new SmcException.NoClearAnswer("over " + MOST_PAGES + " pages of " + list, null);
    }

    private static int pages(int rows) {
        return (rows + Smc.MOST_PER_CALL - 1) / Smc.MOST_PER_CALL;
    }
}

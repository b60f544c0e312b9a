package dev.cutover.starter.plan;

import dev.cutover.starter.plan.CsvReader.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a sheet of jobs into the plan that says the same, so that both are read by one table of keys. */
final class CsvTree {

    /** The columns, each with the key of a job that it is; {@link #GROUP} is none. */
    static final Map<String, String> COLUMNS = columns();

    static final String JOB_ID = "job_id";
    static final String GROUP = "group";

    /** The group of rows that name none. */
    static final String UNGROUPED = "default";

    private static final String NO_KEY = "";

    private record Group(Field name, List<Node> jobs) {}

    private final List<Optional<String>> header = new ArrayList<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Problems problems;

    private CsvTree(Problems problems) {
        this.problems = problems;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("job_id", PlanKeys.ID.name());
        columns.put("name", PlanKeys.NAME.name());
        columns.put("group", NO_KEY);
        columns.put("sync_data", PlanKeys.SYNC_DATA.name());
        columns.put("expected_duration", PlanKeys.EXPECTED_DURATION.name());
        return columns;
    }

    /** @throws PlanRefused when there is no header to read the rows by */
    static Node read(String text, Problems problems) throws PlanRefused {
        List<List<Field>> rows = CsvReader.rows(text, problems);
        if (rows.isEmpty()) {
            throw problems.refused(
                    Place.NOWHERE,
                    "the file is empty",
                    "a sheet begins with the header " + String.join(",", COLUMNS.keySet()));
        }
        CsvTree tree = new CsvTree(problems);
        tree.readHeader(rows.get(0));
        rows.stream().skip(1).forEach(tree::readRow);
        return tree.plan();
    }

    private void readHeader(List<Field> names) throws PlanRefused {
        Set<String> seen = new LinkedHashSet<>();
        for (Field name : names) {
            header.add(column(name, seen, names.size()));
        }
        if (seen.contains(JOB_ID)) {
            return;
        }
        // Without it nothing below can be read; a header that is all of it unknown is told already.
        if (!seen.isEmpty() && names.stream().noneMatch(CsvTree::meansJobId)) {
            problems.add(
                    names.get(0).place(),
                    "the header has no column '" + JOB_ID + "'",
                    "the first line names the columns: " + String.join(",", COLUMNS.keySet()));
        }
        problems.refuse();
    }

    private static boolean meansJobId(Field name) {
        return Nearest.to(name.value(), COLUMNS.keySet()).filter(JOB_ID::equals).isPresent();
    }

    private Optional<String> column(Field name, Set<String> seen, int columns) {
        if (!COLUMNS.containsKey(name.value())) {
            boolean otherSeparator = columns == 1 && name.value().matches("(?s).*[;\t].*");
            String known = Nearest.to(name.value(), COLUMNS.keySet())
                    .map(column -> "did you mean '" + column + "'?")
                    .orElse("the columns are " + String.join(", ", COLUMNS.keySet()));
            problems.add(
                    name.place(),
                    "unknown column " + Quote.of(name.value()),
                    otherSeparator ? "separate the columns by commas" : known);
            return Optional.empty();
        }
        if (!seen.add(name.value())) {
            problems.add(name.place(), "the column '" + name.value() + "' is there twice", "remove one");
            return Optional.empty();
        }
        return Optional.of(name.value());
    }

    private void readRow(List<Field> row) {
        Place place = row.get(0).place();
        if (row.size() != header.size()) {
            problems.add(
                    place,
                    "a row of " + row.size() + " fields under a header of " + header.size(),
                    "a field with a comma in it needs quotes");
            return;
        }
        Field group = new Field(UNGROUPED, place);
        List<Node.Entry> job = new ArrayList<>();
        for (int at = 0; at < row.size(); at++) {
            Field field = row.get(at);
            String column = header.get(at).orElse("");
            // A field without anything in it is a key that is left out, where that may be.
            if (column.isEmpty() || (field.value().isEmpty() && !column.equals(JOB_ID))) {
                continue;
            }
            if (column.equals(GROUP)) {
                group = field;
            } else {
                job.add(entry(COLUMNS.get(column), column, text(field)));
            }
        }
        Field name = group;
        groups.computeIfAbsent(name.value(), unused -> new Group(name, new ArrayList<>()))
                .jobs()
                .add(new Node.Mapping(job, place));
    }

    private Node plan() {
        List<Node> nodes = new ArrayList<>();
        for (Group group : groups.values()) {
            Place place = group.name().place();
            nodes.add(new Node.Mapping(
                    List.of(
                            entry(PlanKeys.GROUP_NAME.name(), GROUP, text(group.name())),
                            entry(PlanKeys.JOBS.name(), "rows", new Node.Listing(group.jobs(), place))),
                    place));
        }
        Node.Listing listing = new Node.Listing(nodes, new Place(1, 1));
        return new Node.Mapping(List.of(entry(PlanKeys.GROUPS.name(), "rows", listing)), listing.place());
    }

    private static Node.Entry entry(String key, String written, Node value) {
        return new Node.Entry(key, written, value.place(), value);
    }

    private static Node.Text text(Field field) {
        return new Node.Text(field.value(), Node.Writing.FIELD, field.place());
    }
}

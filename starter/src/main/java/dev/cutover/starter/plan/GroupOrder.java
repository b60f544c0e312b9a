package dev.cutover.starter.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees to it that groups can come one after another as {@code after} says: each named once, known, and no two waiting for each other. */
final class GroupOrder {

    /** Of a cycle, the most groups that a message names. */
    private static final int MOST_NAMED = 12;

    private final Problems problems;
    private final Map<String, Placed<Section>> groups = new LinkedHashMap<>();

    private GroupOrder(Problems problems) {
        this.problems = problems;
    }

    static void check(List<Placed<Section>> sections, Problems problems) {
        GroupOrder order = new GroupOrder(problems);
        sections.stream()
                .filter(section -> section.value().has(PlanKeys.GROUP_NAME))
                .forEach(order::enrol);
        order.groups.forEach((name, group) -> order.checkAfter(name, group.value()));
        order.checkCycles();
    }

    private void enrol(Placed<Section> group) {
        Placed<String> name = group.value().placed(PlanKeys.GROUP_NAME);
        Placed<Section> first = groups.putIfAbsent(name.value(), group);
        if (first != null) {
            problems.add(
                    name.place(),
                    "the group " + Quote.of(name.value()) + " is there twice: first at "
                            + first.value().placed(PlanKeys.GROUP_NAME).place(),
                    "rename one, or put their jobs together");
        }
    }

    private void checkAfter(String name, Section group) {
        Set<String> seen = new HashSet<>();
        for (Placed<String> other : group.get(PlanKeys.AFTER)) {
            String quoted = Quote.of(other.value());
            if (other.value().equals(name)) {
                problems.add(
                        other.place(), "the group " + quoted + " comes after itself", "remove it from its 'after'");
            } else if (!groups.containsKey(other.value())) {
                problems.add(
                        other.place(),
                        "the group " + Quote.of(name) + " comes after " + quoted + ", which is no group of this plan",
                        Nearest.to(
                                        other.value(),
                                        groups.keySet().stream()
                                                .filter(near -> !near.equals(name))
                                                .toList())
                                .map(near -> "did you mean " + Quote.of(near) + "?")
                                .orElse("name a group of this plan"));
            } else if (!seen.add(other.value())) {
                problems.add(other.place(), "'after' names the group " + quoted + " twice", "remove one");
            }
        }
    }

    /** Depth first, with a path of its own rather than the thread's stack: a file can have a chain of many thousand groups. */
    private void checkCycles() {
        Set<String> through = new HashSet<>();
        for (String start : groups.keySet()) {
            if (through.contains(start)) {
                continue;
            }
            List<String> path = new ArrayList<>();
            Map<String, Integer> onPath = new HashMap<>();
            Deque<Iterator<Placed<String>>> rest = new ArrayDeque<>();
            enter(start, path, onPath, rest);
            while (!path.isEmpty()) {
                if (!rest.peek().hasNext()) {
                    String left = path.remove(path.size() - 1);
                    onPath.remove(left);
                    rest.pop();
                    through.add(left);
                    continue;
                }
                Placed<String> next = rest.peek().next();
                Integer begun = onPath.get(next.value());
                if (begun != null && begun < path.size() - 1) { // One that comes after itself is told apart.
                    refuse(path.subList(begun, path.size()), next.place());
                } else if (begun == null && groups.containsKey(next.value()) && !through.contains(next.value())) {
                    enter(next.value(), path, onPath, rest);
                }
            }
        }
    }

    private void enter(
            String name, List<String> path, Map<String, Integer> onPath, Deque<Iterator<Placed<String>>> rest) {
        onPath.put(name, path.size());
        path.add(name);
        rest.push(groups.get(name).value().get(PlanKeys.AFTER).iterator());
    }

    private void refuse(List<String> cycle, Place place) {
        List<String> named = new ArrayList<>(cycle.subList(0, Math.min(MOST_NAMED, cycle.size())));
        if (cycle.size() > MOST_NAMED) {
            named.add(cycle.size() - MOST_NAMED + " more");
        }
        named.add(cycle.get(0));
        problems.add(
                place,
                "groups wait for each other: "
                        + String.join(
                                " after ", named.stream().map(GroupOrder::shown).toList()),
                "remove one of these from an 'after'");
    }

    private static String shown(String name) {
        return Quote.of(name);
    }
}

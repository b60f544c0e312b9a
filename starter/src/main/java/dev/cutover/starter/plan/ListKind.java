package dev.cutover.starter.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of one kind of thing; what is refused of it is left out.
 *
 * @param nouns what the reference calls its items
 * @param empty what is wrong when there are none; {@code null}: nothing
 */
record ListKind<T>(String nouns, Kind<T> items, String empty) implements Kind<List<Placed<T>>> {

    @Override
    public String words() {
        return "list of " + nouns + (empty == null ? "" : ", at least one");
    }

    @Override
    public List<Placed<T>> read(Node node, String written, Problems problems) {
        if (node instanceof Node.Refused) {
            return null;
        }
        boolean nothing = node instanceof Node.Text none && none.isNothing();
        if (nothing && empty != null) {
            problems.add(node.place(), empty, "add at least one");
            return null;
        }
        if (!(node instanceof Node.Listing listing)) {
            problems.add(
                    node.place(),
                    "'" + written + "' must be a list, not " + node.noun(),
                    items instanceof ScalarKind && node instanceof Node.Text && !nothing
                            ? "write " + written + ": [" + node.noun() + "]"
                            : null);
            return null;
        }
        if (listing.items().isEmpty() && empty != null) {
            problems.add(node.place(), empty, "add at least one");
        }
        List<Placed<T>> values = new ArrayList<>();
        for (Node item : listing.items()) {
            T value = items.read(item, written, problems);
            if (value != null) {
                values.add(new Placed<>(value, item.place()));
            }
        }
        return values;
    }
}

package dev.cutover.starter.plan;

import java.util.List;

/** What a file says, whatever it is written in, with the place of every part. */
sealed interface Node {

    Place place();

    /** For a message: what was found where something else was wanted. */
    String noun();

    /** How a text was written, which tells an absent value and a number from the same letters in quotes. */
    enum Writing {
        PLAIN,
        QUOTED,
        /** A field of a CSV file, where quotes mean nothing. */
        FIELD
    }

    record Text(String value, Writing writing, Place place) implements Node {

        /** YAML's ways to write nothing. Unlike {@code yes} or {@code 010}, these are never meant as a text. */
        boolean isNothing() {
            return writing == Writing.PLAIN
                    && (value.isEmpty() || value.equals("~") || value.matches("null|Null|NULL"));
        }

        @Override
        public String noun() {
            return isNothing() ? "nothing" : Quote.of(value);
        }
    }

    record Listing(List<Node> items, Place place) implements Node {

        @Override
        public String noun() {
            return "a list";
        }
    }

    record Mapping(List<Entry> entries, Place place) implements Node {

        @Override
        public String noun() {
            return "keys and values";
        }
    }

    /** Something that was refused and told already: whoever meets it passes by in silence. */
    record Refused(Place place) implements Node {

        @Override
        public String noun() {
            return "something refused";
        }
    }

    /**
     * @param key as the table of keys has it
     * @param written as the file has it: {@code sync_data} is how a CSV file writes {@code syncData}
     * @param place of the key
     */
    record Entry(String key, String written, Place place, Node value) {}
}

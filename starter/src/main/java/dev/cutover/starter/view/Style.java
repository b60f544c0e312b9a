package dev.cutover.starter.view;

import dev.cutover.contract.JobState;

/** Colours, where they are wanted. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String OFF = "\u001b[0m";

    public static Style of(boolean colours) {
        return colours ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return in("1", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    String good(String text) {
        return in("32", text);
    }

    String warning(String text) {
        return in("33", text);
    }

    String bad(String text) {
        return in("31", text);
    }

    /** As the state feels. */
    String of(JobState state, String text) {
        return switch (state) {
            case DONE -> good(text);
            case CUTTING_OVER -> in("36", text);
            case BLOCKED, DEFERRED, SKIPPED -> warning(text);
            case FAILED, UNFINISHED, UNRECOGNISED -> bad(text);
            case WATCHING -> text;
        };
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + OFF;
    }
}

package dev.cutover.worker;

import java.util.List;

/** A worker cannot start like this. Every problem is a sentence that names the setting and how to mend it, and no secret. */
public final class SettingsRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SettingsRefused(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}

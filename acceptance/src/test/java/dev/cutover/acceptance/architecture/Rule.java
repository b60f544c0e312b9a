package dev.cutover.acceptance.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One rule of the architecture.
 *
 * @param sentence what it says
 * @param check    how it is checked
 * @param offenders classes that break it, each in one way of its own: the rule has to catch every one of them
 */
record Rule(String sentence, ArchRule check, List<Class<?>> offenders) {
    @Override
    public String toString() {
        return sentence;
    }
}

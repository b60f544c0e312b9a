package dev.cutover.worker;

import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Whom a log line is about.
 *
 * @param wave the wave's name, or {@code null} when it is not known here
 * @param job the job's id, or {@code null} when the line concerns a whole wave
 */
record Story(String wave, String job) {

    static final String WAVE = "wave";
    static final String JOB = "job";

    private static final String WAVE_PREFIX = "wave:";
    private static final String CUTOVER_PREFIX = "cutover:";

    static Story ofWorkflow(String workflowId) {
        if (workflowId == null) {
            return new Story(null, null);
        }
        return new Story(after(WAVE_PREFIX, workflowId), after(CUTOVER_PREFIX, workflowId));
    }

    /** What the line itself says, else what the engine noted of its workflow. */
    static Story ofLine(Map<String, String> context) {
        Story noted = ofWorkflow(context.get("WorkflowId"));
        return new Story(context.getOrDefault(WAVE, noted.wave), context.getOrDefault(JOB, noted.job));
    }

    Story inWave(String name) {
        return name == null ? this : new Story(name, job);
    }

    private static String after(String prefix, String workflowId) {
        return workflowId.startsWith(prefix) ? workflowId.substring(prefix.length()) : null;
    }

    void told(Runnable action) {
        told(() -> {
            action.run();
            return null;
        });
    }

    /** Runs the action with this story in the MDC, and puts back what was there: threads are used again. */
    <T> T told(Supplier<T> action) {
        String waveBefore = MDC.get(WAVE);
        String jobBefore = MDC.get(JOB);
        set(WAVE, wave);
        set(JOB, job);
        try {
            return action.get();
        } finally {
            set(WAVE, waveBefore);
            set(JOB, jobBefore);
        }
    }

    private static void set(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}

package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cutover.contract.Plan;
import java.nio.file.Path;
import java.util.List;

/** Reads plans that stand in a test rather than in a file. */
final class PlanText {

    private PlanText() {}

    static Plan yaml(String text) throws PlanRefused {
        return yaml(text, null);
    }

    static Plan yaml(String text, String wave) throws PlanRefused {
        return PlanFile.read(text.getBytes(UTF_8), Path.of("plan.yaml"), wave);
    }

    static Plan csv(String text, String file, String wave) throws PlanRefused {
        return PlanFile.read(text.getBytes(UTF_8), Path.of(file), wave);
    }

    /** What is wrong with a plan; nothing, when it is read. */
    static List<Problem> problems(byte[] bytes, String file, String wave) {
        try {
            PlanFile.read(bytes, Path.of(file), wave);
            return List.of();
        } catch (PlanRefused refused) {
            return refused.problems();
        }
    }

    static List<Problem> problems(String text) {
        return problems(text.getBytes(UTF_8), "plan.yaml", null);
    }

    /** A plan of one group with these jobs in brackets; its jobs begin at line 2, column 28. */
    static String jobs(String jobs) {
        return "wave: w\ngroups: [{name: all, jobs: [" + jobs + "]}]\n";
    }
}

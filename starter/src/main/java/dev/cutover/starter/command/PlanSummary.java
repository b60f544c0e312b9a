package dev.cutover.starter.command;

import dev.cutover.contract.Plan;

/** What a plan would do, before it does it. */
record PlanSummary(
        String wave, String change, String account, String planSha256, int jobs, int groups, int maxConcurrent) {

    static PlanSummary of(Plan plan) {
        return new PlanSummary(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                plan.size(),
                plan.groups().size(),
                plan.limits().maxConcurrent());
    }

    /** One sentence, without a full stop. */
    @Override
    public String toString() {
        return "wave " + wave + (change == null ? "" : " (" + change + ")") + ": " + counted(jobs, "job") + " in "
                + counted(groups, "group") + ", at most " + maxConcurrent + " at a time, "
                + (account == null ? "the unnamed account" : "account " + account);
    }

    private static String counted(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}

package dev.cutover.forecast;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Outlook.Counts;
import dev.cutover.contract.Outlook.GroupOutlook;
import dev.cutover.contract.Outlook.JobLeft;
import dev.cutover.contract.Outlook.Moments;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A forecast in the contract's words: what is written into histories, and shown. */
public final class Outlooks {

    private Outlooks() {}

    /** @param wave the plan's own, as {@link PlanAhead} makes it */
    public static Outlook of(Plan plan, WaveAhead wave) {
        Forecast forecast = Forecast.of(wave);
        Map<String, String> names = new LinkedHashMap<>();
        plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .forEach((PlannedJob job) -> names.put(job.id().value(), job.name()));
        List<JobLeft> left = forecast.jobsLeft().stream()
                .filter(dev.cutover.forecast.JobLeft::isLikely)
                .map(job -> new JobLeft(
                        new JobId(job.job()), names.get(job.job()), job.why().sentence(), job.percent()))
                .toList();
        return new Outlook(
                wave.now(),
                forecast.jobs(),
                moments(forecast.through()),
                moments(forecast.ends()),
                counts(forecast.left()),
                Headline.of(wave, forecast),
                forecast.groups().stream().map(Outlooks::group).toList(),
                left,
                0);
    }

    private static GroupOutlook group(GroupForecast group) {
        return new GroupOutlook(group.name(), group.jobs(), moments(group.through()), counts(group.left()));
    }

    private static Moments moments(Likely<Instant> moments) {
        return new Moments(moments.p50(), moments.p90());
    }

    private static Counts counts(Likely<Integer> counts) {
        return new Counts(counts.p50(), counts.p90());
    }
}

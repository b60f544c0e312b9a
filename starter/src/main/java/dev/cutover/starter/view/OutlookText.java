package dev.cutover.starter.view;

import dev.cutover.contract.Outlook;
import dev.cutover.contract.Outlook.Counts;
import dev.cutover.contract.Outlook.GroupOutlook;
import dev.cutover.contract.Outlook.Moments;
import dev.cutover.contract.ZoneTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** When a wave will be through, for a person. */
public final class OutlookText {

    private static final int MOST_SHOWN = 20;

    private final Outlook outlook;
    private final ZoneTime zone;

    public OutlookText(Outlook outlook, ZoneTime zone) {
        this.outlook = outlook;
        this.zone = zone;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Forecast: " + outlook.headline());
        if (outlook.jobs() > 0) {
            lines.add("  through " + when(outlook.through()) + left(outlook.left()));
        }
        if (outlook.groups().size() > 1) {
            outlook.groups().stream()
                    .filter(group -> group.jobs() > 0)
                    .map(this::line)
                    .forEach(lines::add);
        }
        outlook.jobsLeft().stream()
                .limit(MOST_SHOWN)
                .forEach(job -> lines.add("  will not make it: " + job.name() + ", it " + job.why()));
        int more = outlook.jobsLeft().size()
                + outlook.moreLeft()
                - Math.min(MOST_SHOWN, outlook.jobsLeft().size());
        if (more > 0) {
            lines.add("  ... and " + more + " more");
        }
        return lines;
    }

    /** In one line, for a wave that runs; as likely as not, and in nine nights of ten. */
    public String brief(Instant now) {
        if (outlook.through().p50() == null) {
            return "not all of it in this window" + left(outlook.left());
        }
        String usual = spoken(outlook.through().p50(), now);
        if (outlook.through().p90() == null) {
            return "about " + usual + ", or not in this window";
        }
        String late = spoken(outlook.through().p90(), now);
        return "about " + usual + (late.equals(usual) ? "" : ", in nine nights of ten by " + late);
    }

    /** To the minute: nobody knows it better. */
    private String spoken(Instant at, Instant now) {
        return zone.near(at.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES), now);
    }

    private String line(GroupOutlook group) {
        return "  group " + group.name() + ": through " + when(group.through()) + left(group.left());
    }

    private String when(Moments moments) {
        if (moments.p50() == null) {
            return "not in this window";
        }
        String usual = spoken(moments.p50(), outlook.at());
        if (moments.p90() == null) {
            return "about " + usual + ", in one night of ten not in this window";
        }
        String late = spoken(moments.p90(), outlook.at());
        return "about " + usual + (late.equals(usual) ? "" : ", in one night of ten after " + late);
    }

    private static String left(Counts left) {
        return left.p90() == 0 ? "" : "; left: " + left.p50() + (left.p50() == left.p90() ? "" : " to " + left.p90());
    }
}

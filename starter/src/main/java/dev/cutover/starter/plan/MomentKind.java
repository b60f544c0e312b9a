package dev.cutover.starter.plan;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time: {@code 2026-11-28T01:00}, with seconds and an offset if they matter; in a plan for a schedule {@code 01:00}. */
record MomentKind() implements ScalarKind<Moment> {

    private static final String EXAMPLE = "2026-11-28T01:00";
    private static final Pattern WHOLE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?)(Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern OF_EVERY_NIGHT = Pattern.compile("\\d\\d:\\d\\d(?::\\d\\d)?");
    private static final Pattern ALMOST =
            Pattern.compile("(?<time>\\d{1,2}:\\d\\d(?::\\d\\d)?)(?<offset> ?[A-Za-z+-].*)?");
    private static final Pattern WITHOUT_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    @Override
    public String words() {
        return "time, such as " + EXAMPLE + "; for a schedule 01:00";
    }

    @Override
    public Moment parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        Matcher whole = WHOLE.matcher(value);
        boolean nightly = OF_EVERY_NIGHT.matcher(value).matches();
        if (!nightly && !whole.matches()) {
            refuse(text, written, problems);
            return null;
        }
        try {
            if (nightly) {
                return new Moment(null, LocalTime.parse(value), null);
            }
            LocalDateTime local = LocalDateTime.parse(whole.group(1));
            String offset = whole.group(2);
            return new Moment(local.toLocalDate(), local.toLocalTime(), offset == null ? null : ZoneOffset.of(offset));
        } catch (DateTimeException none) {
            problems.add(text.place(), "'" + written + "' is no time of any calendar: " + Quote.of(value), null);
            return null;
        }
    }

    private static void refuse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        String quoted = Quote.of(value);
        Matcher almost = ALMOST.matcher(value);
        if (almost.matches()) {
            String time = (almost.group("time").indexOf(':') == 1 ? "0" : "") + almost.group("time");
            boolean offset = almost.group("offset") != null;
            problems.add(
                    text.place(),
                    "'" + written + "' must be a time such as " + EXAMPLE + " or " + time + ", not " + quoted,
                    "write " + time
                            + (offset ? ", in the time zone of 'window': without a date an offset says nothing" : ""));
        } else if (WITHOUT_TIME.matcher(value).matches()) {
            problems.add(
                    text.place(),
                    "'" + written + "' needs a time of day: " + quoted + " is a whole day",
                    "write " + value + "T01:00, for example");
        } else {
            boolean blank = WHOLE.matcher(value.replaceFirst(" +", "T").replaceFirst(" +", ""))
                    .matches();
            problems.add(
                    text.place(),
                    "'" + written + "' must be a time such as " + EXAMPLE + " or " + EXAMPLE + "+08:00, not " + quoted,
                    blank ? "write " + value.replaceFirst(" +", "T").replaceFirst(" +", "") : null);
        }
    }
}

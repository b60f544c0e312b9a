package dev.cutover.starter.plan;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time: {@code 2026-11-28T01:00}, with seconds and an offset if they matter. */
record MomentKind() implements ScalarKind<Moment> {

    private static final String EXAMPLE = "2026-11-28T01:00";
    private static final Pattern WHOLE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?)(Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern WITHOUT_DATE = Pattern.compile("\\d{1,2}:\\d\\d(?::\\d\\d)?(?: ?[A-Za-z+-].*)?");
    private static final Pattern WITHOUT_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    @Override
    public String words() {
        return "time, such as " + EXAMPLE;
    }

    @Override
    public Moment parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        Matcher whole = WHOLE.matcher(value);
        if (!whole.matches()) {
            refuse(text, written, problems);
            return null;
        }
        try {
            String offset = whole.group(2);
            return new Moment(LocalDateTime.parse(whole.group(1)), offset == null ? null : ZoneOffset.of(offset));
        } catch (DateTimeException none) {
            problems.add(text.place(), "'" + written + "' is no time of any calendar: " + Quote.of(value), null);
            return null;
        }
    }

    private static void refuse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        String quoted = Quote.of(value);
        if (WITHOUT_DATE.matcher(value).matches()) {
            problems.add(
                    text.place(),
                    "'" + written + "' needs a date: " + quoted + " does not say of which day",
                    "write the day before it, as in " + EXAMPLE);
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

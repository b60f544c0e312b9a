package dev.cutover.worker;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code [prod-07 j-bp1fnx] } in a line of text; nothing when the line is about neither. */
final class StoryConverter extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        Story story = Story.ofLine(event.getMDCPropertyMap());
        String words =
                Stream.of(story.wave(), story.job()).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return words.isEmpty() ? "" : "[" + words + "] ";
    }
}

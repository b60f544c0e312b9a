package dev.cutover.starter.plan;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time as a plan has it.
 *
 * @param offset {@code null}: it is one of the plan's time zone
 */
record Moment(LocalDateTime local, ZoneOffset offset) {}

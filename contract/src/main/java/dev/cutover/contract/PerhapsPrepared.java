package dev.cutover.contract;

import java.time.Instant;

/**
 * A group that a wave which was ended by force had prepared, or may have.
 *
 * @param since it cannot have been prepared earlier: a cutover that ended before says nothing of how it stands
 */
public record PerhapsPrepared(String group, Instant since) {}

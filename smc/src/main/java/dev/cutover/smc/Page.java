package dev.cutover.smc;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param total of all pages, as this answer tells it, or {@code null}
 */
record Page<T>(List<T> rows, Integer total) {}

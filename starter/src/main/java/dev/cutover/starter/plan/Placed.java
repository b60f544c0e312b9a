package dev.cutover.starter.plan;

/** A value, and where it stands: what a check across the file needs. */
record Placed<T>(T value, Place place) {}

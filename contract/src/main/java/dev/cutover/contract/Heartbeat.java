package dev.cutover.contract;

import java.time.Duration;

/**
 * An address that a wave calls by GET while its window is open, by its own doing: silence means trouble.
 *
 * @param url https, or http to this machine; {@code null} when {@code urlFrom} is there
 * @param urlFrom the environment variable that holds it
 */
public record Heartbeat(String url, String urlFrom, Duration every) {}

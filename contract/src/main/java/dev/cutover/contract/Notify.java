package dev.cutover.contract;

import java.util.List;

/**
 * Who is told of a wave.
 *
 * @param heartbeat or {@code null}
 */
public record Notify(List<Receiver> receivers, Heartbeat heartbeat) {

    public Notify {
        receivers = Words.list(receivers);
    }

    public static Notify nobody() {
        return new Notify(List.of(), null);
    }
}

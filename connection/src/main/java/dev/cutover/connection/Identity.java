package dev.cutover.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How a process is called in Temporal's Web UI. */
public final class Identity {

    private Identity() {}

    /** {@code program@host:pid}. */
    public static String of(String program) {
        return program + "@" + host() + ":" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}

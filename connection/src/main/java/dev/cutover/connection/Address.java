package dev.cutover.connection;

import dev.cutover.connection.ConnectionRefused.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host:port}, {@code [v6]:port}, or a target of gRPC's own such as {@code dns:///host:port}. */
final class Address {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final Pattern TARGET = Pattern.compile("(dns|ipv4|ipv6|unix|xds):[A-Za-z0-9._:/,\\[\\]-]+");

    private Address() {}

    static void check(String address) throws ConnectionRefused {
        if (TARGET.matcher(address).matches()) {
            return;
        }
        Matcher parts = HOST_AND_PORT.matcher(address);
        if (!parts.matches()) {
            throw refused(address, "give HOST:PORT");
        }
        int port = Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) {
            throw refused(address, "a port is 1 to 65535");
        }
    }

    private static ConnectionRefused refused(String address, String mend) {
        // A pasted "user:password@host" is not repeated.
        String shown = address.contains("@") ? "(not shown)" : "'" + address + "'";
        String scheme = address.contains("://") ? " without a scheme (TEMPORAL_TLS=true asks for TLS)" : "";
        return new ConnectionRefused(
                Reason.BAD_CONFIGURATION,
                "TEMPORAL_ADDRESS, or address in the profile, is " + shown + ": " + mend + scheme);
    }
}

package dev.cutover.smc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/** A process of its own that asks the vendor's whole chain for a key, since the chain reads its process's environment. */
final class PrintCredentials {

    private PrintCredentials() {}

    @SuppressWarnings("SystemOut") // its output is its result
    public static void main(String[] arguments) {
        // What every process that uses the chain has to do.
        ((Logger) LoggerFactory.getLogger(VendorCredentials.LOGGER)).setLevel(Level.OFF);
        Credentials credentials = new VendorCredentials(InstantSource.fixed(TestClock.START));
        try {
            System.out.println("found " + credentials.current());
        } catch (Credentials.Unavailable unavailable) {
            System.out.println("unavailable " + unavailable.getMessage());
        }
        System.exit(0);
    }
}

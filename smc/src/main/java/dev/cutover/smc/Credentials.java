package dev.cutover.smc;

/**
 * Where the access key comes from; asked before each call, so that a key can change without a restart. A key past its expiry is not signed
 * with, whoever gave it.
 */
@FunctionalInterface
public interface Credentials {

    /** Fails with a message that names what was tried, and no secret. May block for as long as its source takes. */
    AccessKey current() throws Unavailable;

    /** Always the same key: for the simulator and for tests. */
    static Credentials fixed(AccessKey key) {
        return () -> key;
    }

    /** There is no key to sign with. */
    final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}

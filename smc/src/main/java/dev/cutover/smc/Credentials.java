package dev.cutover.smc;

/** Where the access key comes from; asked before each call, so that a key can change without a restart. */
@FunctionalInterface
public interface Credentials {

    /** Fails with a message that names what was tried, and no secret. */
    AccessKey current() throws Unavailable;

    /** There is no key to sign with. */
    final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}

package dev.cutover.acceptance.architecture.offenders.workflows;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each logs again at every replay. */
@SuppressWarnings("all") // to be wrong is what they are for
public final class Logged {
    static final class Slf4j {
        Logger offend() {
            return LoggerFactory.getLogger("workflow");
        }
    }

    static final class Jul {
        java.util.logging.Logger offend() {
            return java.util.logging.Logger.getLogger("workflow");
        }
    }

    static final class Jdk {
        System.Logger offend() {
            return System.getLogger("workflow");
        }
    }
}

package dev.cutover.acceptance.architecture.offenders.workflows;

import java.util.List;
import java.util.Timer;
import java.util.concurrent.*;

/** Each needs a thread of its own, or waits for one. */
@SuppressWarnings("all") // to be wrong is what they are for
public final class Threaded {
    static final class Fork {
        Thread offend() {
            return new Thread(() -> {});
        }
    }

    static final class Pool {
        ExecutorService offend() {
            return Executors.newCachedThreadPool();
        }
    }

    static final class Future {
        CompletableFuture<String> offend() {
            return new CompletableFuture<>();
        }
    }

    static final class Later {
        Timer offend() {
            return new Timer();
        }
    }

    static final class Sleep {
        void offend() {
            Thread.onSpinWait();
        }
    }

    static final class Shared {
        Object offend() {
            return new ConcurrentHashMap<>();
        }
    }

    static final class Own {
        ThreadLocal<String> offend() {
            return new ThreadLocal<>();
        }
    }

    static final class Parallel {
        long offend() {
            return List.of("a").parallelStream().count();
        }
    }
}

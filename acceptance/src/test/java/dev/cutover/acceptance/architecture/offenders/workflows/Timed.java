package dev.cutover.acceptance.architecture.offenders.workflows;

import java.time.*;
import java.util.Calendar;
import java.util.Date;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Each reads the system's clock in its own way. */
@SuppressWarnings("all") // to be wrong is what they are for
public final class Timed {
    static final class Now {
        Instant offend() {
            return Instant.now();
        }
    }

    static final class Reference {
        Supplier<Instant> offend() {
            return Instant::now;
        }
    }

    static final class Local {
        LocalDateTime offend() {
            return LocalDateTime.now();
        }
    }

    static final class Day {
        LocalDate offend() {
            return LocalDate.now();
        }
    }

    static final class Zoned {
        ZonedDateTime offend() {
            return ZonedDateTime.now(ZoneOffset.UTC);
        }
    }

    static final class Offset {
        OffsetDateTime offend() {
            return OffsetDateTime.now();
        }
    }

    static final class Utc {
        Clock offend() {
            return Clock.systemUTC();
        }
    }

    static final class Zone {
        Clock offend() {
            return Clock.systemDefaultZone();
        }
    }

    static final class Named {
        Clock offend() {
            return Clock.system(ZoneOffset.UTC);
        }
    }

    static final class Ticking {
        Clock offend() {
            return Clock.tickSeconds(ZoneOffset.UTC);
        }
    }

    static final class Source {
        InstantSource offend() {
            return InstantSource.system();
        }
    }

    static final class Millis {
        long offend() {
            return System.currentTimeMillis();
        }
    }

    static final class Nanos {
        LongSupplier offend() {
            return System::nanoTime;
        }
    }

    static final class Old {
        Date offend() {
            return new Date();
        }
    }

    static final class Older {
        Calendar offend() {
            return Calendar.getInstance();
        }
    }
}

package dev.cutover.acceptance.architecture.offenders.workflows;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Each draws lots. */
@SuppressWarnings("all") // to be wrong is what they are for
public final class Drawn {
    static final class Dice {
        Random offend() {
            return new Random();
        }
    }

    static final class Secure {
        SecureRandom offend() {
            return new SecureRandom();
        }
    }

    static final class Split {
        SplittableRandom offend() {
            return new SplittableRandom();
        }
    }

    static final class Generated {
        RandomGenerator offend() {
            return RandomGenerator.getDefault();
        }
    }

    static final class Id {
        UUID offend() {
            return UUID.randomUUID();
        }
    }

    static final class Number {
        double offend() {
            return Math.random();
        }
    }

    static final class Shuffled {
        void offend() {
            Collections.shuffle(List.of());
        }
    }
}

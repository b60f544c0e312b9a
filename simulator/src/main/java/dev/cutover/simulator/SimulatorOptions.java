package dev.cutover.simulator;

/**
 * How a simulator runs.
 *
 * @param host where it listens
 * @param port zero picks one
 * @param seed of the faults that strike at a rate
 * @param speed divides the simulated durations and periods
 * @param maxRunning the most running jobs of the account, zero: no limit
 * @param keyId the access key that it knows
 */
public record SimulatorOptions(
        String host,
        int port,
        long seed,
        double speed,
        int maxRunning,
        String keyId,
        String keySecret,
        Behaviour behaviour) {

    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 1_000_000;

    /** Refuses, with an {@link IllegalArgumentException}, what a simulator could not run with. */
    public SimulatorOptions {
        check(!host.isBlank(), "host is empty");
        check(port >= 0 && port <= 65_535, "port " + port + " is not from 0 to 65535");
        check(speed >= SLOWEST && speed <= FASTEST, "speed " + speed + " is not from 0.001 to 1000000");
        check(maxRunning >= 0, "maxRunning " + maxRunning + " is below 0");
        check(!keyId.isBlank() && !keyId.contains(","), "the access key's id is empty or has a comma");
        check(!keySecret.isBlank(), "the access key's secret is empty");
    }

    private static void check(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public static SimulatorOptions defaults() {
        return new SimulatorOptions("127.0.0.1", 0, 1, 1, 0, "simulator", "simulator", Behaviour.documented());
    }

    public SimulatorOptions at(String newHost, int newPort) {
        return new SimulatorOptions(newHost, newPort, seed, speed, maxRunning, keyId, keySecret, behaviour);
    }

    public SimulatorOptions withSeed(long newSeed) {
        return new SimulatorOptions(host, port, newSeed, speed, maxRunning, keyId, keySecret, behaviour);
    }

    public SimulatorOptions withSpeed(double newSpeed) {
        return new SimulatorOptions(host, port, seed, newSpeed, maxRunning, keyId, keySecret, behaviour);
    }

    public SimulatorOptions withMaxRunning(int newMaxRunning) {
        return new SimulatorOptions(host, port, seed, speed, newMaxRunning, keyId, keySecret, behaviour);
    }

    public SimulatorOptions withKey(String newId, String newSecret) {
        return new SimulatorOptions(host, port, seed, speed, maxRunning, newId, newSecret, behaviour);
    }

    public SimulatorOptions withBehaviour(Behaviour newBehaviour) {
        return new SimulatorOptions(host, port, seed, speed, maxRunning, keyId, keySecret, newBehaviour);
    }

    @Override
    public String toString() {
        return "SimulatorOptions[host=" + host + ", port=" + port + ", seed=" + seed + ", speed=" + speed
                + ", maxRunning=" + maxRunning + ", keyId=" + keyId + ", keySecret=***, behaviour=" + behaviour + "]";
    }
}

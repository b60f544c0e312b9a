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

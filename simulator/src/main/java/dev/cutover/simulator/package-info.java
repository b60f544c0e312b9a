/** The other side: an honest, stateful fake of SMC over HTTP, with faults. Reads the API independently of {@code smc}. */
package dev.cutover.simulator;

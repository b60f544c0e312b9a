/** The process that carries waves out: reads its configuration once, wires, runs. */
package dev.cutover.worker;

/** The commands that run the other side in this process: worker, simulator, and both with a Temporal. */
package dev.cutover.starter.local;

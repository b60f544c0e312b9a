/** The workflow {@code CutoverWave}: carries out through Temporal what the board decides and what operators say. */
package dev.cutover.workflows.wave;

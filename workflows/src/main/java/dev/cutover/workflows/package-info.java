/** The decisions: {@code CutoverWave} and {@code JobCutover}, deterministic and without I/O. */
package dev.cutover.workflows;

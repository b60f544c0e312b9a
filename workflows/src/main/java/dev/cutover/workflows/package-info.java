/**
 * The decisions: {@code CutoverWave} and {@code JobCutover}, deterministic and without I/O. Each room below has one purpose; what they share stands
 * here, first of all {@link dev.cutover.workflows.Policies}. Arrows go one way only: {@code wave} names {@code telling}, both name {@code board},
 * all name this.
 */
package dev.cutover.workflows;

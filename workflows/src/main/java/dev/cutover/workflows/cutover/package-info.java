/** One server's story, from its slot to its outcome: the workflow {@code JobCutover}. */
package dev.cutover.workflows.cutover;

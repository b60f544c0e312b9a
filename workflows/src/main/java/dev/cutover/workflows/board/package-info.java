/**
 * What a wave knows of its jobs and groups, and what follows from that: who goes next, what is left, when something is due. It decides, and knows
 * nothing of Temporal.
 */
package dev.cutover.workflows.board;

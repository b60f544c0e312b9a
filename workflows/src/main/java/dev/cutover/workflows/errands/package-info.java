/**
 * Short workflows around a wave, each for one command or for a schedule: preflight, what the account holds, what a plan selects, a message to
 * try, the night of a schedule.
 */
package dev.cutover.workflows.errands;

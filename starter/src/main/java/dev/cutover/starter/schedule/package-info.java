/** Temporal's schedules of waves. */
package dev.cutover.starter.schedule;

/** Reading plan files: the keys of a plan are a table in {@link dev.cutover.starter.plan.PlanKeys}, and all that is wrong is told at once. */
package dev.cutover.starter.plan;

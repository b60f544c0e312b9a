/** The outlook: when each group will be through, and which jobs will not make it. A pure function, without a clock and without chance. */
package dev.cutover.forecast;

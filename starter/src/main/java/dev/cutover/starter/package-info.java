/** The operator: the command line. */
package dev.cutover.starter;

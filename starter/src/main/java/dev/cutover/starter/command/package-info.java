/** The commands. */
package dev.cutover.starter.command;

/** What a command has of the world, and how it speaks. */
package dev.cutover.starter.terminal;

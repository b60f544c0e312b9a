/** The deeds: one thing done to the cloud at a time, with a name for every failure. */
package dev.cutover.activities;

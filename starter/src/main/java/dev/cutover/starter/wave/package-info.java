/** Waves, as Temporal knows them. */
package dev.cutover.starter.wave;

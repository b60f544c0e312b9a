/** How a wave is shown to a person. */
package dev.cutover.starter.view;

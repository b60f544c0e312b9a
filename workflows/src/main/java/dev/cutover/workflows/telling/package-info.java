/** What people are told of a wave, each thing once: messages, and what Temporal's Web UI shows. */
package dev.cutover.workflows.telling;

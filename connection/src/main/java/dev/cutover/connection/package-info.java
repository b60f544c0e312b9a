/** The line to Temporal: environment and profile, TLS, API key; used by worker and command line. */
package dev.cutover.connection;

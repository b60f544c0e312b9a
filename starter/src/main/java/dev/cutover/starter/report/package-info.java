/** What a wave did, job by job and call by call. */
package dev.cutover.starter.report;

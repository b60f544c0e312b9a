/** The words of the product: everything that is written into a workflow history, the workflow and activity interfaces, and the one converter. */
package dev.cutover.contract;

/** The wire: how to speak to Alibaba Cloud Server Migration Center. Knows nothing of Temporal or of waves. */
package dev.cutover.smc;

/** The phones: baresip, sipp, and a raw agent that does what no real phone would. */
package org.patchbay.itests.peers;

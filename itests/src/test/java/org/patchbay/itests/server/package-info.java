/** The server under test: started by its launcher, seen from outside. */
package org.patchbay.itests.server;

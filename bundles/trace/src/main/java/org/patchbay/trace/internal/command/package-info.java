/** Commands on the console. */
package org.patchbay.trace.internal.command;

/** Whether the stack still answers, and what is done where it does not. */
package org.patchbay.sip.internal.watch;

/** The console: {@code pbx:} commands. */
package org.patchbay.console.internal;

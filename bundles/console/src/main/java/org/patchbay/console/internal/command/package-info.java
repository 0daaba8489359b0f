/** The {@code pbx:} commands and their completion. */
package org.patchbay.console.internal.command;

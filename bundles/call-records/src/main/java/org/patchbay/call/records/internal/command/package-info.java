/** {@code pbx:records}. */
package org.patchbay.call.records.internal.command;

/** What the commands print, as pure functions from snapshots to lines. */
package org.patchbay.console.internal.text;

/** What is kept of the last calls. */
package org.patchbay.trace.internal.book;

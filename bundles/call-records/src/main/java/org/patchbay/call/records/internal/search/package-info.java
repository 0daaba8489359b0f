/** Finding rows again, and showing them: as a table, as CSV. */
package org.patchbay.call.records.internal.search;

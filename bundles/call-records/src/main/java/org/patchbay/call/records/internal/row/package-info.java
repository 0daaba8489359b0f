/** The rows: what is known of a call and of a leg. */
package org.patchbay.call.records.internal.row;

/** Events in, rows out: pure. */
package org.patchbay.call.records.internal.ledger;

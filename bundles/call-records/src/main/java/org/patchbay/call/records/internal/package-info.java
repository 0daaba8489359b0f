/** Call records: one row for each call and one for each leg. */
package org.patchbay.call.records.internal;

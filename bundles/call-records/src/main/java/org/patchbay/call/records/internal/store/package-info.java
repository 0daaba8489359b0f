/** The database: its tables, their migrations, who writes them. */
package org.patchbay.call.records.internal.store;

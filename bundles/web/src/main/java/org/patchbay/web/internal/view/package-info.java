/** The house as JSON: what REST, the snapshot of events and levels say alike. */
package org.patchbay.web.internal.view;

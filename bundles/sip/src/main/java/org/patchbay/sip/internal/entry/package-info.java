/** Where requests come in: checks, credentials, and to whom they belong. */
package org.patchbay.sip.internal.entry;

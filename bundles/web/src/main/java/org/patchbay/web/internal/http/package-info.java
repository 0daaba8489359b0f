/** What all that is asked by HTTP shares: who asks, from where, and how an answer looks. */
package org.patchbay.web.internal.http;

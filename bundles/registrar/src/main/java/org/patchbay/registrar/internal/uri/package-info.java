/** SIP URIs as far as bindings are compared by them (RFC 3261 §19.1). */
package org.patchbay.registrar.internal.uri;

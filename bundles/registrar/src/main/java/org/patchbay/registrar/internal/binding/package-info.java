/** The table of bindings and the rules of RFC 3261 §10.3; pure, time is a parameter. */
package org.patchbay.registrar.internal.binding;

/** The file that bindings outlive a restart in. */
package org.patchbay.registrar.internal.store;

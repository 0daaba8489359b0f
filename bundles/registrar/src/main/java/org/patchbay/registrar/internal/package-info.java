/** The location service: its settings, its thread and its listeners. */
package org.patchbay.registrar.internal;

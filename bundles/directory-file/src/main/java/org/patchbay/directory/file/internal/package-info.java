/** The directory from a file. */
package org.patchbay.directory.file.internal;

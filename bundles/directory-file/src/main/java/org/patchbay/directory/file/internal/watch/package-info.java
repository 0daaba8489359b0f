/** Sees that the file changed, and that whoever writes it has finished. */
package org.patchbay.directory.file.internal.watch;

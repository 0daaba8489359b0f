/** From JSON to the directory: every rule that a directory file must keep. */
package org.patchbay.directory.file.internal.model;

/** JSON with the place of every value, so that an error can name it. No value is ever quoted. */
package org.patchbay.directory.file.internal.json;

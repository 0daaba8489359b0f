/** What was heard: recordings of the phones, and what must and must not be in them. */
package org.patchbay.itests.sound;

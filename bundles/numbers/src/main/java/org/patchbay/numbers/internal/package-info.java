/** The world's numbering plans as a part of the house. */
package org.patchbay.numbers.internal;

/** Static files that bundles bring along. */
package org.patchbay.web.internal.pages;

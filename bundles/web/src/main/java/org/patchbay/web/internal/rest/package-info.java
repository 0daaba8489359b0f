/** REST under {@code /api/v1}: one table of routes, small handlers, and the document of it. */
package org.patchbay.web.internal.rest;

/** The house by HTTPS: login, REST, events, browser phones, pages. */
package org.patchbay.web.internal;

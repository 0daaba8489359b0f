/** Who somebody is and what he may: passwords, sessions, tokens, guesses. */
package org.patchbay.web.internal.login;

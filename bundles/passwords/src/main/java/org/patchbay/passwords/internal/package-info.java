/** What Karaf's realm keeps of passwords. */
package org.patchbay.passwords.internal;

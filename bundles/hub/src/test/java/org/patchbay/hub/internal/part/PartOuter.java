package org.patchbay.hub.internal.part;

/** A record with another record of the same part inside. */
public record PartOuter(PartInner inner) {}

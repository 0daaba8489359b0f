package org.patchbay.hub.internal.part;

/** A record such as a part has. */
public record PartInner(int number) {}

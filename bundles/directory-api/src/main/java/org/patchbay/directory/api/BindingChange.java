package org.patchbay.directory.api;

import java.util.Objects;

/** A binding came, was refreshed or went; pushed, never polled. */
public record BindingChange(Kind kind, Binding binding) {
    public enum Kind {
        ADDED,
        REFRESHED,
        REMOVED,
        EXPIRED,
        CONNECTION_LOST
    }

    public BindingChange {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(binding);
    }
}

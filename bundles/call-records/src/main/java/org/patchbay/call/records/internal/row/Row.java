package org.patchbay.call.records.internal.row;

/** A row as it is now; a later one of the same key takes its place. */
public sealed interface Row permits CallRow, LegRow {
    /** Equal for rows of which the later one counts. */
    Object key();

    /** Whether its call is over with it: it must not get lost from now on. */
    boolean isLast();
}

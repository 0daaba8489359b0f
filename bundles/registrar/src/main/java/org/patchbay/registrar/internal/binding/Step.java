package org.patchbay.registrar.internal.binding;

import java.util.List;
import java.util.Objects;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.RegisterOutcome;

/** What a REGISTER led to: its outcome and what changed, in order. */
public record Step(RegisterOutcome outcome, List<BindingChange> changes) {
    public Step {
        Objects.requireNonNull(outcome);
        changes = List.copyOf(changes);
    }
}

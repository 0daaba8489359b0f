package org.patchbay.trace.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.patchbay.trace.cfg}. */
@ObjectClassDefinition(name = "Patchbay trace")
public @interface TraceConfig {
    @AttributeDefinition(description = "calls that are kept, those that are up among them")
    int calls() default 2000;

    @AttributeDefinition(description = "minutes that a call is kept after its end")
    int minutes() default 60;
}

package org.patchbay.numbers.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.patchbay.numbers.cfg}. */
@ObjectClassDefinition(name = "Patchbay numbers")
public @interface NumbersConfig {
    @AttributeDefinition(
            description = "two letters of ISO 3166-1 of the country whose way to dial is ours")
    String country() default "";
}

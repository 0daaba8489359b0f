package org.patchbay.registrar.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.patchbay.registrar.cfg}. */
@ObjectClassDefinition(name = "Patchbay registrar")
public @interface RegistrarConfig {
    @AttributeDefinition(description = "Seconds that a REGISTER gets which names no time")
    int default$_$expires$_$s() default 3600;

    @AttributeDefinition(description = "Fewer seconds than these are answered 423")
    int min$_$expires$_$s() default 60;

    @AttributeDefinition(description = "More seconds than these are granted shortened")
    int max$_$expires$_$s() default 7200;

    @AttributeDefinition(description = "Contacts that one device may have at a time")
    int max$_$contacts() default 10;

    @AttributeDefinition(description = "Contacts of all devices together")
    int max$_$bindings() default 50_000;

    @AttributeDefinition(
            description =
                    "File that bindings outlive a restart in; empty for registrar/bindings.json in"
                            + " Karaf's data folder")
    String file() default "";
}

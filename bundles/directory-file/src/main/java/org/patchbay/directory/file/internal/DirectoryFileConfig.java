package org.patchbay.directory.file.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.patchbay.directory.file.cfg}. */
@ObjectClassDefinition(name = "Patchbay directory file")
public @interface DirectoryFileConfig {
    @AttributeDefinition(
            description =
                    "Path of the directory file; empty for patchbay.json in Karaf's etc folder")
    String file() default "";
}

package org.patchbay.scripting.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.patchbay.scripting.cfg}. */
@ObjectClassDefinition(name = "Patchbay scripting")
public @interface ScriptingSettings {
    @AttributeDefinition(
            description = "Folder of the scripts, under the installation unless absolute")
    String dir() default "scripts";

    @AttributeDefinition(description = "After how many milliseconds a script is stopped")
    int time$_$limit$_$ms() default 500;

    @AttributeDefinition(description = "How many calls one script can decide at once")
    int contexts$_$per$_$script() default 4;
}

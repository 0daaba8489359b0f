package org.patchbay.web.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.patchbay.web.cfg}, where each setting is described. */
@ObjectClassDefinition(name = "Patchbay web")
public @interface WebConfig {
    @AttributeDefinition
    String bind$_$address() default "127.0.0.1";

    @AttributeDefinition
    int port() default 8443;

    @AttributeDefinition
    String certificate() default "";

    @AttributeDefinition
    String key() default "";

    @AttributeDefinition
    int max$_$connections() default 1000;

    @AttributeDefinition
    int max$_$connections$_$of$_$source() default 200;

    @AttributeDefinition
    int session$_$idle$_$min() default 720;

    @AttributeDefinition
    int session$_$longest$_$h() default 168;

    @AttributeDefinition
    int sessions() default 1000;

    @AttributeDefinition
    int sessions$_$of$_$user() default 20;

    @AttributeDefinition
    int guess$_$free$_$tries() default 5;

    @AttributeDefinition
    int guess$_$longest$_$wait$_$s() default 300;

    @AttributeDefinition
    int guess$_$failures$_$of$_$source() default 30;

    @AttributeDefinition
    int guess$_$failures$_$of$_$account() default 100;

    @AttributeDefinition
    int guess$_$lock$_$s() default 3600;

    @AttributeDefinition
    String listen$_$role() default "admin";

    @AttributeDefinition
    int watchers() default 100;

    @AttributeDefinition
    int phones() default 1000;

    @AttributeDefinition
    int events$_$kept() default 4096;
}

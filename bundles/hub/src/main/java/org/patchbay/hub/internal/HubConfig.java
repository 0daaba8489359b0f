package org.patchbay.hub.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.patchbay.hub.cfg}. */
@ObjectClassDefinition(name = "Patchbay hub")
@interface HubConfig {
    @AttributeDefinition(description = "calls at once; more are refused with 503")
    int max$_$calls() default 2000;

    @AttributeDefinition(description = "members of one conference room; more get 486")
    int room$_$max$_$members() default 200;

    @AttributeDefinition(description = "how long each app may take to decide about a call, in ms")
    int decide$_$timeout$_$ms() default 3000;

    @AttributeDefinition(
            description = "how long calls wait for an app that went with its bundle, in ms")
    int app$_$return$_$ms() default 20000;

    @AttributeDefinition(
            description = "how often a tone says that somebody listens in, in s; 0 for never")
    int listen$_$notice$_$s() default 30;

    @AttributeDefinition(description = "calls and legs that ended and are kept for call records")
    int kept$_$after$_$end() default 5000;
}

package org.patchbay.codec.opus.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.patchbay.codec.opus.cfg}; a change counts for calls that begin after it. */
@ObjectClassDefinition(name = "Opus")
@interface OpusConfig {
    @AttributeDefinition(description = "Effort of the encoder, 0 (cheap) to 10 (best)")
    int complexity() default 5;

    @AttributeDefinition(description = "Bits a second that we send, unless the peer wants fewer")
    int bitrate() default 32_000;

    @AttributeDefinition(description = "Send nothing while nobody speaks, where the peer agrees")
    boolean dtx() default false;
}

package org.patchbay.media.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of PID {@code org.patchbay.media}. */
@ObjectClassDefinition(name = "Patchbay media")
public @interface MediaConfig {
    @AttributeDefinition(description = "Address that RTP sockets are bound to")
    String bind$_$address() default "127.0.0.1";

    @AttributeDefinition(description = "Lowest port for RTP and RTCP")
    int rtp$_$port$_$min() default 20_000;

    @AttributeDefinition(description = "Highest port for RTP and RTCP")
    int rtp$_$port$_$max() default 29_999;

    @AttributeDefinition(description = "Media loops; 0 for one for each core")
    int loops() default 0;

    @AttributeDefinition(
            description = "Media threads go before everything else, where the system lets them")
    boolean real$_$time() default true;

    @AttributeDefinition(
            description =
                    "Music for who waits: a WAV file, or a directory of them; empty for the stock")
    String music$_$on$_$hold() default "";
}

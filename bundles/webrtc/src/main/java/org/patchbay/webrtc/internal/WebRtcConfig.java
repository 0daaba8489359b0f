package org.patchbay.webrtc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.patchbay.webrtc.cfg}. */
@ObjectClassDefinition(name = "Patchbay browsers")
public @interface WebRtcConfig {
    @AttributeDefinition(description = "IP address that browsers reach us at; 0.0.0.0 for all")
    String bind$_$address() default "127.0.0.1";

    @AttributeDefinition(description = "the one port for all browsers, UDP first")
    int port() default 10000;

    @AttributeDefinition(description = "the same port over TCP too, for networks without UDP")
    boolean tcp() default true;

    @AttributeDefinition(
            description = "IP addresses of a router that leads that port, UDP and TCP, to us")
    String[] public$_$addresses() default {};

    @AttributeDefinition(
            description =
                    "STUN server that is asked which address a router gives that port: stun:HOST:PORT")
    String stun$_$server() default "";

    @AttributeDefinition(
            description =
                    "servers that browsers are told of: stun:HOST:PORT, turn:HOST:PORT?transport=udp, …")
    String[] ice$_$servers() default {};

    @AttributeDefinition(
            description =
                    "secret that the TURN servers share with us (static-auth-secret of coturn)")
    String turn$_$secret() default "";

    @AttributeDefinition(description = "seconds that credentials for TURN are good for")
    int turn$_$life() default 14_400;

    @AttributeDefinition(description = "sessions of all browsers at a time")
    int max$_$sessions() default 500;

    @AttributeDefinition(description = "sessions of one user's browsers at a time")
    int max$_$sessions$_$of$_$user() default 8;

    @AttributeDefinition(description = "pages of all users at a time")
    int max$_$pages() default 2000;

    @AttributeDefinition(description = "pages of one user at a time")
    int max$_$pages$_$of$_$user() default 8;

    @AttributeDefinition(
            description = "seconds that a call is kept without its page, or without its packets")
    int keep() default 30;
}

package org.patchbay.sip.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.patchbay.sip.cfg}. */
@ObjectClassDefinition(name = "Patchbay SIP")
public @interface SipConfig {
    @AttributeDefinition(description = "IP address to listen on; 0.0.0.0 for all")
    String bind$_$address() default "127.0.0.1";

    @AttributeDefinition(description = "UDP and TCP port")
    int port() default 5060;

    @AttributeDefinition(description = "udp, tcp")
    String[] transports() default {"udp", "tcp"};

    @AttributeDefinition(description = "port of SIP over TLS; 0 for none")
    int tls$_$port() default 0;

    @AttributeDefinition(
            description =
                    "port of SIP over WebSocket and TLS (RFC 7118), with the certificate of TLS; 0 for"
                            + " none")
    int wss$_$port() default 0;

    @AttributeDefinition(
            description =
                    "whose pages may connect there, beside those of this host:"
                            + " https://phone.example.org, with commas between; * for all")
    String[] wss$_$origins() default {};

    @AttributeDefinition(
            description =
                    "PEM: our certificate, then those that signed it; empty for tls/certificate.pem in"
                            + " Karaf's etc folder. One is made where neither it nor the key is there")
    String tls$_$certificate() default "";

    @AttributeDefinition(
            description =
                    "PEM, PKCS #8: the key of that certificate; empty for tls/key.pem in Karaf's etc"
                            + " folder")
    String tls$_$key() default "";

    @AttributeDefinition(
            description =
                    "PEM: authorities that certificates of TLS trunks must come from; empty for those of"
                            + " the system")
    String tls$_$trust() default "";

    @AttributeDefinition(
            description =
                    "SRTP also where keys can be read on the way, for devices and trunks that have"
                            + " \"srtp\" in etc/patchbay.json")
    boolean srtp$_$without$_$tls() default false;

    @AttributeDefinition(
            description =
                    "name servers that are asked where trunks are, ADDRESS or ADDRESS:PORT; empty for"
                            + " those of the system")
    String[] name$_$servers() default {};

    @AttributeDefinition(description = "threads that run the calls' signalling; 0 for one per core")
    int threads() default 0;

    @AttributeDefinition(
            description =
                    "SIP legs at once, beyond which new calls get 503; 0 for what memory allows")
    int max$_$legs() default 0;

    @AttributeDefinition(
            description =
                    "seconds that a call may go on without being refreshed (RFC 4028), where the far"
                            + " side knows that; 0 to ask for none")
    int session$_$expires$_$s() default 1800;

    @AttributeDefinition(
            description = "less than that is refused with 422; never below 90 (RFC 4028)")
    int min$_$se$_$s() default 90;

    @AttributeDefinition(
            description = "seconds without RTP and RTCP before a leg is ended; 0 for never")
    int media$_$timeout$_$s() default 60;

    @AttributeDefinition(
            description = "the same while the far side need not send, as on hold; 0 for never")
    int media$_$timeout$_$held$_$s() default 1800;

    @AttributeDefinition(description = "seconds that a digest nonce lives")
    int nonce$_$life$_$s() default 300;

    @AttributeDefinition(
            description =
                    "MD5, or SHA-256, MD5: some phones give up on seeing one that they do not know")
    String[] digest$_$algorithms() default {"MD5"};

    @AttributeDefinition(
            description =
                    "seconds between two questions that the server asks its own UDP port; 0 for none")
    int watchdog$_$interval$_$s() default 10;

    @AttributeDefinition(
            description = "unanswered ones in a row before the stack is made anew, and said so")
    int watchdog$_$failures() default 3;

    @AttributeDefinition(
            description =
                    "seconds without a message before a TCP connection without registration or call"
                            + " is closed; 0 for never")
    int tcp$_$idle$_$s() default 120;

    @AttributeDefinition(
            description = "seconds that such a connection may take for one message; 0 for ever")
    int tcp$_$message$_$s() default 20;

    @AttributeDefinition(
            description =
                    "wrong secrets of one address for one account before it has to wait, a second"
                            + " first and twice as long each time")
    int guess$_$free$_$tries() default 5;

    @AttributeDefinition(description = "seconds to which that grows")
    int guess$_$longest$_$wait$_$s() default 300;

    @AttributeDefinition(
            description =
                    "accounts that one address may get wrong before it is locked, save for those"
                            + " that it once got right")
    int guess$_$accounts$_$of$_$source() default 20;

    @AttributeDefinition(
            description =
                    "how often one account may be got wrong by all before it is locked, save for"
                            + " addresses that once got it right")
    int guess$_$failures$_$of$_$account() default 100;

    @AttributeDefinition(description = "seconds that such a lock holds, and that failures count")
    int guess$_$lock$_$s() default 3600;

    @AttributeDefinition(
            description = "megabytes that messages of calls are kept in for pbx:trace; 0 for none")
    int trace$_$memory$_$mb() default 16;

    @AttributeDefinition(description = "minutes that they are kept after the last of a call")
    int trace$_$minutes() default 60;

    @AttributeDefinition(
            description = "devices may see whether others are called and talk: lamps beside keys")
    boolean watch$_$lines() default true;

    @AttributeDefinition(description = "subscriptions that one device may have; a lamp is one")
    int subscriptions$_$of$_$device() default 100;

    @AttributeDefinition(description = "subscriptions in all")
    int subscriptions() default 10000;

    @AttributeDefinition(description = "seconds that a subscription must be asked for at least")
    int subscribe$_$shortest$_$s() default 60;

    @AttributeDefinition(description = "seconds after which it must be renewed")
    int subscribe$_$longest$_$s() default 3600;
}

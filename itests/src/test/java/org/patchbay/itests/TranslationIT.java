package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Namespaces;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.Translation;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;
import org.patchbay.testkit.Eventually;

/** A provider outside, the server and its phones inside, and between them a router. */
class TranslationIT {
    private static final Tone PROVIDERS_TONE = new Tone(1900, Tone.USUAL_DB);
    private static final String MAPPED = Translation.ROUTER + ":" + Translation.SIP_PORT_OUTSIDE;

    private static Translation translation;
    private static Server server;
    private static RawPhone provider;

    @BeforeAll
    static void open() {
        Namespaces.need();
        translation = Translation.open();
        server = Server.start("translation", Translation.INSIDE, 40);
        translation.translate(server.sipPort());
        provider =
                RawPhone.peer(
                        MAPPED,
                        "4930555",
                        PROVIDERS_TONE,
                        Translation.PROVIDER + ":5060",
                        Translation.outside());
        server.changeDirectory(
                directory -> {
                    ObjectNode trunk = directory.withArray("trunks").addObject();
                    trunk.put("id", "demo-trunk").put("host", Translation.PROVIDER);
                    trunk.put("port", 5060).put("transport", "udp").put("keepAliveS", 5);
                    trunk.putArray("sources").add(Translation.PROVIDER);
                });
        Eventually.holds(
                () -> {
                    String shown = server.console("pbx:trunks");
                    assertTrue(shown.matches("(?s).*demo-trunk +up .*"), shown);
                });
    }

    @AfterAll
    static void close() {
        if (provider != null) {
            provider.close();
        }
        if (server != null) {
            server.close();
        }
        if (translation != null) {
            translation.close();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        server.hasNoCalls();
    }

    private static RawPhone phone(String user) {
        return RawPhone.of(server, user, o -> o.put("bind", Translation.INSIDE + ":0"))
                .registered();
    }

    private static void isOutside(SipMessage message) {
        String contact = message.header("contact").orElse("");
        assertTrue(contact.contains("@" + MAPPED), contact);
        assertTrue(message.body().contains("c=IN IP4 " + Translation.ROUTER), message.body());
        assertFalse(text(message).contains(Translation.INSIDE), () -> text(message));
    }

    private static void isInside(SipMessage message) {
        String contact = message.header("contact").orElse("");
        assertTrue(contact.contains("@" + server.address()), contact);
        assertTrue(message.body().contains("c=IN IP4 " + Translation.INSIDE), message.body());
        assertFalse(text(message).contains(Translation.ROUTER), () -> text(message));
    }

    private static String text(SipMessage message) {
        return message.uri() + "\n" + message.headers() + "\n" + message.body();
    }

    private static int callsOfProvider() {
        return (int)
                provider.inbox("INVITE").stream()
                        .filter(m -> m.code() == 0)
                        .map(m -> m.header("call-id").orElse(""))
                        .distinct()
                        .count();
    }

    private static void hears(Ear ear, Tone tone) {
        Recording heard = Ear.together(1, List.of(ear)).get(0);
        heard.hears(tone);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_from_a_phone_has_sound_both_ways(boolean early) {
        try (RawPhone caller = phone("1002")) {
            int known = callsOfProvider();
            RawCall out = caller.ring("0301234567");
            RawCall in = provider.incoming(known + 1);
            isOutside(in.first());
            if (early) {
                in.progress();
                isInside(out.early());
                hears(out, PROVIDERS_TONE);
            }
            in.answer();
            SipMessage ok = out.finalResponse();
            assertEquals(200, ok.code());
            isInside(ok);
            Ear.hearEachOther(out, in, 1.5);
            in.hangUp(); // by the address that we gave
            out.hasEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_to_a_phone_has_sound_both_ways(boolean early) {
        try (RawPhone callee = phone("1003")) {
            RawCall out = provider.ring("1003");
            RawCall in = callee.incoming();
            isInside(in.first());
            if (early) {
                in.progress();
                isOutside(out.early());
                hears(out, callee.tone());
            }
            in.answer();
            SipMessage ok = out.finalResponse();
            assertEquals(200, ok.code());
            isOutside(ok);
            Ear.hearEachOther(out, in, 1.5);
            out.hangUp();
            in.hasEnded();
        }
    }

    @Test
    void a_call_inside_stays_inside() {
        try (RawPhone caller = phone("1002");
                RawPhone callee = phone("1003")) {
            RawCall out = caller.ring("1003");
            RawCall in = callee.incoming().answer();
            isInside(in.first());
            isInside(out.finalResponse());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
    }
}

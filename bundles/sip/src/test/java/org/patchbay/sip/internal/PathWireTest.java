package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.directory.api.AddressOfRecord;

/** Devices behind proxies that say so (RFC 3327), over the loopback. */
class PathWireTest {
    private static final AddressOfRecord AOR = new AddressOfRecord("1002", "pbx.test");
    private static final String NEAR = "<sip:127.0.0.1:5999;lr>";
    private static final String FAR = "<sip:edge@192.0.2.7;lr>";

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @BeforeEach
    void nobody() {
        sip.house.bindings.clear();
    }

    private static Msg register(RawPeer phone, String more) throws Exception {
        phone.user = "1002";
        phone.authorised("REGISTER", "sip:pbx.test", "Expires: 600\r\n" + more, "", "secret");
        return phone.awaitFinal();
    }

    @Test
    void isKeptToldAndGoneBy() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String more = "Supported: path\r\nPath: " + NEAR + "\r\nPath: " + FAR + "\r\n";
            Msg ok = register(phone, more);
            assertEquals(200, ok.status());
            assertEquals(NEAR + ", " + FAR, String.join(", ", ok.all("Path")).replace(",<", ", <"));
            assertEquals(List.of(NEAR, FAR), sip.house.bindings(AOR).get(0).path());
            sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE"); // over the flow that the REGISTER came by
            assertEquals(List.of(NEAR, FAR), invite.all("Route"));
            assertEquals("INVITE " + phone.uri() + " SIP/2.0", invite.first());
            phone.respond(invite, 486, "");
            phone.awaitRequest("ACK");
        }
    }

    @Test
    void whoDoesNotKnowItIsReachedThatWayAndNotTold() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Msg ok = register(phone, "Path: " + NEAR + ", " + FAR + "\r\n");
            assertEquals(List.of(), ok.all("Path"));
            assertEquals(List.of(NEAR, FAR), sip.house.bindings(AOR).get(0).path());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<mailto:a@b>", "nonsense", "<sip:>", "<tel:+49301>", "many"})
    void whatIsNoPathIs400(String value) throws Exception {
        try (RawPeer phone = sip.udp()) {
            String path = value.equals("many") ? (NEAR + ",").repeat(8) + NEAR : value;
            assertEquals(400, register(phone, "Path: " + path + "\r\n").status());
            assertEquals(List.of(), sip.house.bindings(AOR));
        }
    }
}

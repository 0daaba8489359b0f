package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;

/** Keep-alives of a registered connection (RFC 5626 §4.4.1); the test says how late it is. */
class FlowTimerWireTest {
    private static final String OUTBOUND = "Supported: path, outbound\r\nExpires: 600\r\n";

    private final SipFixture sip = new SipFixture();

    @AfterEach
    void stop() {
        sip.close();
    }

    private static Msg register(RawPeer phone, String more) throws Exception {
        phone.user = "1002";
        phone.authorised("REGISTER", "sip:pbx.test", more, "", "secret");
        return phone.awaitFinal();
    }

    private void sweepAfter(Duration time) {
        sip.service.sweep(System.nanoTime() + time.toNanos());
    }

    @Test
    void onlyAConnectionOfWhoSupportsOutboundIsTold() throws Exception {
        try (RawPeer phone = sip.tcp();
                RawPeer plain = sip.tcp();
                RawPeer datagrams = sip.udp()) {
            assertEquals("120", register(phone, OUTBOUND).header("Flow-Timer"));
            assertEquals("", register(plain, "Expires: 600\r\n").header("Flow-Timer"));
            assertEquals("", register(datagrams, OUTBOUND).header("Flow-Timer"));
            String gone = "Supported: outbound\r\nExpires: 0\r\n";
            assertEquals("", register(plain, gone).header("Flow-Timer"), "nothing is left there");
        }
    }

    @Test
    void oneWhoseKeepAlivesStopIsClosedAndItsBindingEnds() throws Exception {
        try (RawPeer phone = sip.tcp();
                RawPeer plain = sip.tcp()) {
            register(phone, OUTBOUND);
            register(plain, "Expires: 600\r\n");
            String connection =
                    sip.house.all().stream()
                            .filter(b -> b.contact().contains(":" + phone.port()))
                            .findFirst()
                            .orElseThrow()
                            .flow()
                            .connection();
            sweepAfter(SipFixture.IDLE.plusSeconds(5));
            assertFalse(phone.isClosedByServer(), "a keep-alive may be on its way");
            assertEquals(List.of(), sip.house.lost);
            sweepAfter(SipFixture.IDLE.plusSeconds(11));
            Eventually.holds(() -> assertTrue(phone.isClosedByServer()));
            Eventually.holds(() -> assertEquals(List.of(connection), sip.house.lost));
            assertFalse(plain.isClosedByServer(), "who was told nothing may be silent");
        }
    }

    @Test
    void aPingIsAnsweredByAPong() throws Exception {
        try (Socket phone = new Socket(InetAddress.getByName("127.0.0.1"), sip.port)) {
            phone.setSoTimeout(5000);
            phone.getOutputStream().write("\r\n\r".getBytes(StandardCharsets.US_ASCII));
            phone.getOutputStream().flush();
            phone.getOutputStream().write("\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = phone.getInputStream();
            assertEquals("\r\n\r\n", new String(in.readNBytes(4), StandardCharsets.US_ASCII));
            assertEquals(0, in.available(), "two pings, two pongs");
        }
    }
}

package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;

/** What callers say of themselves, over the wire: nobody is shown what they may not claim. */
class ClaimsWireTest {
    private static final String TARGET = "sip:600@pbx.test";
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @Test
    void aDeviceIsWhoTheDirectorySaysAndNotWhatItsHeadersSay() throws Exception {
        String claims =
                "P-Asserted-Identity: \"The Boss\" <sip:1@pbx.test>\r\n"
                        + "P-Preferred-Identity: \"The Boss\" <sip:1@pbx.test>\r\n"
                        + "Remote-Party-ID: \"The Boss\" <sip:1@pbx.test>;party=calling\r\n"
                        + "Reply-To: \"The Boss\" <sip:1@pbx.test>\r\n";
        try (RawPeer phone = sip.udp()) {
            phone.send(phone.request("INVITE", TARGET, 1, phone.branch(), "", RawPeer.SDP));
            String proof = phone.authorization(phone.awaitStatus(407), "INVITE", TARGET, "secret");
            String invite =
                    phone.request("INVITE", TARGET, 2, phone.branch(), proof + claims, RawPeer.SDP);
            phone.send(invite.replaceFirst("From: <", "From: \"The Boss\" <"));
            FakeHouse.Incoming call = sip.house.nextCall();
            assertEquals(new Party("11", "Anna Example"), call.offer().caller());
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitFinal();
        }
    }

    /** With names of devices, of trunks and of nobody, and with a secret that was guessed. */
    @Test
    void aStrangerBringsNoCall() throws Exception {
        for (String name : List.of("1001", "nobody", "sip.provider.test", "")) {
            try (RawPeer stranger = sip.udp()) {
                stranger.user = name;
                stranger.authorised("INVITE", "sip:0049301@pbx.test", "", RawPeer.SDP, "guess");
                assertEquals(407, stranger.awaitFinal().status(), name);
            }
        }
        assertNull(sip.house.incoming.poll(100, TimeUnit.MILLISECONDS));
    }
}

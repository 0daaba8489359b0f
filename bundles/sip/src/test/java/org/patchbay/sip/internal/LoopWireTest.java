package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Trunk;

/** A trunk that sends calls back to us, over real sockets. */
@Tag("waits")
class LoopWireTest {
    private static final String NUMBER = "+4930555666";

    private SipFixture sip;
    private RawPeer provider;
    private FakeHouse.Events events;

    @BeforeEach
    void start() throws Exception {
        sip = new SipFixture();
        provider = sip.udp();
        sip.house.trunk(
                new Trunk(
                        "acme",
                        "127.0.0.1",
                        provider.port(),
                        "udp",
                        List.of("127.0.0.1:" + provider.port()),
                        List.of(),
                        ""));
    }

    @AfterEach
    void stop() throws Exception {
        sip.close();
        provider.close();
    }

    /** A call out to the number, which is not answered yet. */
    private Msg out(Passage passage) throws Exception {
        events = new FakeHouse.Events();
        sip.provider("trunk")
                .dial(
                        new DialRequest(
                                new CallId("call"),
                                sip.house.newLegId(),
                                Target.parse("trunk:acme/" + NUMBER),
                                new Party("1001", ""),
                                NUMBER,
                                List.of("PCMU"),
                                passage),
                        events);
        Msg invite = provider.awaitRequest("INVITE");
        provider.respond(invite, 100, "");
        return invite;
    }

    /** The provider calls us, as another call. */
    private void in(String number, String more) throws Exception {
        provider.callId = "back-" + System.nanoTime();
        provider.send(
                provider.request(
                        "INVITE",
                        "sip:" + number + "@127.0.0.1:" + sip.port,
                        ++provider.cseq,
                        provider.branch(),
                        more,
                        RawPeer.SDP));
    }

    private static String session(Msg invite) {
        return "Session-ID: " + invite.header("Session-ID") + "\r\n";
    }

    @Test
    void aCallBearsItsSessionAndTheHopsThatAreLeft() throws Exception {
        Msg first = out(Passage.FIRST);
        assertTrue(
                first.header("Session-ID").matches("[0-9a-f]{32};remote=0{32}"), first::toString);
        assertEquals(List.of("70"), first.all("Max-Forwards"));
        String known = "0123456789abcdef".repeat(2);
        Msg second = out(new Passage(known, 12, 0));
        assertEquals(known + ";remote=" + "0".repeat(32), second.header("Session-ID"));
        assertEquals(List.of("12"), second.all("Max-Forwards"));
    }

    @Test
    void theSameInviteComesBack() throws Exception {
        Msg invite = out(Passage.FIRST);
        StringBuilder back = new StringBuilder(invite.first()).append("\r\n");
        back.append("Via: SIP/2.0/UDP 127.0.0.1:" + provider.port() + ";branch=z9hG4bKback\r\n");
        for (String line : invite.lines()) {
            back.append(line.replace("Max-Forwards: 70", "Max-Forwards: 69")).append("\r\n");
        }
        provider.send(back + "\r\n" + invite.body());
        provider.await("482", m -> m.status() == 482);
        assertTrue(sip.house.incoming.isEmpty());
    }

    @Test
    void anotherCallForTheSameNumberComesBack() throws Exception {
        Msg invite = out(Passage.FIRST);
        in("030555666", session(invite));
        provider.awaitStatus(482);
        assertTrue(sip.house.incoming.isEmpty());
    }

    @Test
    void whatIsForwardedToAnotherNumberIsNoCircle() throws Exception {
        Msg invite = out(new Passage("", 33, 0));
        in("1002", session(invite));
        FakeHouse.Incoming call = sip.house.nextCall();
        String session = invite.header("Session-ID").substring(0, 32);
        assertEquals(new Passage(session, 69, 1), call.offer().passage());
    }

    @Test
    void butNotForEver() throws Exception {
        Msg invite = out(new Passage("", 33, 2));
        in("1002", session(invite));
        provider.awaitStatus(482);
    }

    @Test
    void aCallThatIsOverIsForgotten() throws Exception {
        Msg invite = out(Passage.FIRST);
        provider.respond(invite, 486, "");
        assertEquals("ended BUSY", events.next());
        in(NUMBER, session(invite));
        assertEquals(0, sip.house.nextCall().offer().passage().returns());
    }

    @Test
    void whoSaysNothingOfASessionGetsOne() throws Exception {
        in("1002", "");
        Passage passage = sip.house.nextCall().offer().passage();
        assertTrue(passage.session().matches("[0-9a-f]{32}"), passage::toString);
        assertEquals(69, passage.hopsLeft());
        in("1002", "Session-ID: " + "0".repeat(32) + "\r\n");
        assertTrue(!sip.house.nextCall().offer().passage().session().startsWith("0000000000"));
    }

    @Test
    void fewHopsAreLeft() throws Exception {
        provider.callId = "few";
        String invite =
                provider.request(
                        "INVITE",
                        "sip:1002@127.0.0.1:" + sip.port,
                        1,
                        provider.branch(),
                        "",
                        RawPeer.SDP);
        provider.send(invite.replace("Max-Forwards: 70", "Max-Forwards: 1"));
        assertEquals(0, sip.house.nextCall().offer().passage().hopsLeft());
    }
}

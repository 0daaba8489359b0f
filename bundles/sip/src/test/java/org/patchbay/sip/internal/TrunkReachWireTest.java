package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.sip.internal.SipFixture.Dialled;
import org.patchbay.sip.internal.dns.NameServer;
import org.xbill.DNS.Type;

/** Where the calls of a trunk go, and whether it is there, over real sockets. */
@Tag("waits")
class TrunkReachWireTest {
    private NameServer names;
    private SipFixture sip;
    private RawPeer first;
    private RawPeer second;

    @BeforeEach
    void start() throws Exception {
        names = new NameServer();
        sip = new SipFixture(1_000, "MD5", SipSecurity.NONE, List.of(names.address()));
        first = sip.udp();
        second = sip.udp();
    }

    @AfterEach
    void stop() throws Exception {
        sip.close();
        first.close();
        second.close();
        names.close();
    }

    private static TrunkLine line(boolean open, int keepAliveS, long firstAnswerMs) {
        return new TrunkLine(
                open,
                open,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(keepAliveS),
                Duration.ofMillis(firstAnswerMs));
    }

    private static Trunk trunk(String host, int port, TrunkLine line) {
        return new Trunk(
                "acme", host, port, "udp", List.of(), List.of(), "", Optional.empty(), line);
    }

    /** Both peers behind one name, the first before the second. */
    private void publish() throws Exception {
        names.record("_sip._udp.acme.test", Type.SRV, 60, "1 0 " + first.port() + " one.test.");
        names.record("_sip._udp.acme.test", Type.SRV, 60, "2 0 " + second.port() + " two.test.");
        names.record("one.test", Type.A, 60, "127.0.0.1");
        names.record("two.test", Type.A, 60, "127.0.0.1");
    }

    private HouseEvent.TrunkChanged becomes(TrunkState state) throws InterruptedException {
        while (true) {
            HouseEvent event = sip.published.poll(12, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("the trunk never was " + state);
            }
            if (event instanceof HouseEvent.TrunkChanged changed && changed.state() == state) {
                return changed;
            }
        }
    }

    @Test
    void aNameLeadsToItsServers() throws Exception {
        names.record(
                "acme.test", Type.NAPTR, 60, "1 1 \"s\" \"SIP+D2U\" \"\" _sip._udp.acme.test.");
        publish();
        sip.house.trunk(trunk("acme.test", 5060, line(true, 0, 5_000)));
        Dialled call = sip.dial("trunk:acme/555");
        Msg invite = first.awaitRequest("INVITE");
        assertEquals("INVITE sip:555@acme.test SIP/2.0", invite.first());
        first.respond(invite, 486, "");
        assertEquals("ended BUSY", call.events().next());
    }

    @Test
    void theNextServerIsTriedWhereOneIsBusy() throws Exception {
        publish();
        sip.house.trunk(trunk("acme.test", 5060, line(true, 0, 5_000)));
        Dialled call = sip.dial("trunk:acme/555");
        Msg refused = first.awaitRequest("INVITE");
        first.respond(refused, 503, "");
        first.awaitRequest("ACK");
        Msg invite = second.awaitRequest("INVITE");
        assertEquals(refused.header("Call-ID"), invite.header("Call-ID"));
        second.respond(invite, 200, RawPeer.SDP);
        second.awaitRequest("ACK");
        assertEquals("answered", call.events().next());
    }

    @Test
    void theNextServerIsTriedWhereOneIsSilent() throws Exception {
        publish();
        sip.house.trunk(trunk("acme.test", 5060, line(true, 0, 300)));
        Dialled call = sip.dial("trunk:acme/555");
        first.awaitRequest("INVITE");
        Msg invite = second.awaitRequest("INVITE");
        second.respond(invite, 180, "");
        assertEquals("ringing", call.events().next());
        assertTrue(first.nothingLike(1_200, m -> m.cseq() != 1), "given up");
        second.respond(invite, 486, "");
        assertEquals("ended BUSY", call.events().next());
    }

    /** Its classes could not go with its bundle. */
    @Test
    void aDirectoryThatIsGoneIsNotHeldOnTo() {
        int listening = sip.house.directoryListeners.size();
        assertEquals(2, listening, "trunks and lamps");
        sip.parts.unbindDirectory(sip.house);
        assertEquals(0, sip.house.directoryListeners.size());
        sip.parts.bindDirectory(sip.house);
        assertEquals(listening, sip.house.directoryListeners.size());
    }

    /** Somebody picked up at the server that was slow: nobody is there to talk to him. */
    @Test
    void aServerThatWasGivenUpAnswersAfterAll() throws Exception {
        publish();
        sip.house.trunk(trunk("acme.test", 5060, line(true, 0, 300)));
        Dialled call = sip.dial("trunk:acme/555");
        Msg slow = first.awaitRequest("INVITE");
        Msg invite = second.awaitRequest("INVITE");
        first.respond(slow, 200, RawPeer.SDP);
        assertEquals(slow.cseq(), first.awaitRequest("ACK").cseq());
        first.respond(first.awaitRequest("BYE"), 200, "");
        second.respond(invite, 200, RawPeer.SDP);
        assertEquals(invite.cseq(), second.awaitRequest("ACK").cseq());
        assertEquals("answered", call.events().next());
        assertTrue(second.nothingLike(300, m -> m.isRequest("BYE")));
    }

    @Test
    void whoGivesNoSignIsGivenUpSoon() throws Exception {
        sip.house.trunk(trunk("127.0.0.1", first.port(), line(false, 0, 300)));
        Dialled call = sip.dial("trunk:acme/555");
        Msg invite = first.awaitRequest("INVITE");
        assertEquals("ended TIMEOUT", call.events().next());
        // it answers after all: whoever took the call must not be left with it
        first.respond(invite, 200, RawPeer.SDP);
        first.awaitRequest("ACK");
        first.respond(first.awaitRequest("BYE"), 200, "");
    }

    @Test
    void aSignIsEnough() throws Exception {
        sip.house.trunk(trunk("127.0.0.1", first.port(), line(false, 0, 300)));
        Dialled call = sip.dial("trunk:acme/555");
        Msg invite = first.awaitRequest("INVITE");
        first.respond(invite, 100, "");
        assertTrue(first.nothingLike(600, m -> m.isRequest("CANCEL")));
        first.respond(invite, 180, "");
        assertEquals("ringing", call.events().next());
        first.respond(invite, 486, "");
        assertEquals("ended BUSY", call.events().next());
    }

    @Test
    void anUnknownNameIsUnavailable() throws Exception {
        sip.house.trunk(trunk("nowhere.test", 5060, line(true, 0, 5_000)));
        assertEquals("ended UNAVAILABLE", sip.dial("trunk:acme/555").events().next());
    }

    @Test
    void itIsAskedWhetherItIsThere() throws Exception {
        sip.house.trunk(trunk("127.0.0.1", first.port(), line(false, 1, 5_000)));
        Msg options = first.awaitRequest("OPTIONS");
        assertEquals("OPTIONS sip:127.0.0.1 SIP/2.0", options.first());
        first.respond(options, 405, "");
        assertEquals("acme", becomes(TrunkState.UP).trunk());
        first.respond(first.awaitRequest("OPTIONS"), 503, "");
        assertEquals("no answer to OPTIONS", becomes(TrunkState.DOWN).reason());
        Dialled call = sip.dial("trunk:acme/555");
        assertEquals("ended UNAVAILABLE", call.events().next());
        assertTrue(first.nothingLike(200, m -> m.isRequest("INVITE")));
        first.respond(first.awaitRequest("OPTIONS"), 200, "");
        becomes(TrunkState.UP);
        sip.dial("trunk:acme/555");
        first.respond(first.awaitRequest("INVITE"), 486, "");
    }

    @Test
    void theServerThatAnsweredLastIsTriedFirst() throws Exception {
        publish();
        sip.house.trunk(trunk("acme.test", 5060, line(true, 3_600, 5_000)));
        first.respond(first.awaitRequest("OPTIONS"), 503, "");
        second.respond(second.awaitRequest("OPTIONS"), 200, "");
        becomes(TrunkState.UP);
        sip.dial("trunk:acme/555");
        second.respond(second.awaitRequest("INVITE"), 486, "");
    }

    @Test
    void callsAreCounted() throws Exception {
        sip.house.trunk(trunk("127.0.0.1", first.port(), line(false, 0, 5_000)));
        assertEquals(0, sip.service.trunkStates().trunks().get(0).calls());
        Dialled call = sip.dial("trunk:acme/555");
        Msg invite = first.awaitRequest("INVITE");
        assertEquals(1, sip.service.trunkStates().trunks().get(0).calls());
        first.respond(invite, 486, "");
        assertEquals("ended BUSY", call.events().next());
        assertEquals(0, sip.service.trunkStates().trunks().get(0).calls());
    }
}

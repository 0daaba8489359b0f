package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.sip.internal.edge.JainEdge;
import org.patchbay.sip.internal.edge.Listening;
import org.patchbay.sip.internal.message.Inbox;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.trace.SipTape;

/** The stack in front of a house that is behind: whose REGISTER is refused is told when to come. */
class BusyRegistrarWireTest {
    private static final String URI = "sip:pbx.test";

    private final int port = SipFixture.freePort();
    private final Behind house = new Behind();
    private final JainEdge edge =
            new JainEdge(
                    new Listening("127.0.0.1", port, List.of("udp", "tcp"), Optional.empty()),
                    "boot",
                    house,
                    new SipCounters(),
                    new SipTape(SipTape.Limits.NOTHING, InstantSource.system()));

    @AfterEach
    void stop() {
        edge.close();
    }

    /** Takes no REGISTER; whatever else comes is answered with 200 at once. */
    private static final class Behind implements Inbox {
        private final AtomicInteger drawn = new AtomicInteger(20);
        private volatile boolean caughtUp;

        @Override
        public boolean takesCall() {
            return true;
        }

        @Override
        public boolean takesRegistration() {
            return caughtUp;
        }

        @Override
        public int registerAgainAfterS() {
            return drawn.incrementAndGet();
        }

        @Override
        public boolean trusts(Peer source) {
            return false;
        }

        @Override
        public void request(SipRequest request, Responder responder) {
            responder.respond(Reply.of(200).tag("t"));
        }

        @Override
        public void response(SipResponse response) {}

        @Override
        public void failed(TransactionFailure failure) {}

        @Override
        public void closed(String connection) {}
    }

    private RawPeer peer(String transport) throws IOException {
        return transport.equals("udp") ? RawPeer.udp(port) : RawPeer.tcp(port);
    }

    private static Msg register(RawPeer phone, String more) throws Exception {
        phone.send(phone.request("REGISTER", URI, ++phone.cseq, phone.branch(), more, ""));
        return phone.awaitFinal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void eachIsToldItsOwnTimeAndNothingIsKept(String transport) throws Exception {
        try (RawPeer phone = peer(transport)) {
            for (String more : List.of("", "Authorization: Digest realm=\"x\"\r\n")) {
                Msg busy = register(phone, more);
                assertEquals(503, busy.status());
                assertTrue(busy.tag("To").isPresent());
                assertEquals("" + house.drawn.get(), busy.header("Retry-After"));
            }
            assertEquals(22, house.drawn.get());
            assertEquals(0, edge.serverTransactions());

            phone.send(phone.request("OPTIONS", URI, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(200, phone.awaitFinal().status());
            house.caughtUp = true;
            assertEquals(200, register(phone, "").status());
        }
    }

    /** RFC 3261 §18.2.2: nobody listens where its Via says. */
    @Test
    void onAConnectionTheAnswerComesByTheSame() throws Exception {
        try (RawPeer phone = peer("tcp")) {
            phone.rport = "";
            phone.viaPort = SipFixture.freePort();
            assertEquals(503, register(phone, "").status());
        }
    }
}

package org.patchbay.sip.internal.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.sip.internal.dns.Records;
import org.patchbay.sip.internal.dns.ServiceLocator;
import org.patchbay.sip.internal.message.ClientTx;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipTransport;

class WayTest {
    private List<String> addresses = List.of("192.0.2.1", "192.0.2.2");
    private final Way way =
            new Way(
                    new TrunkRim(
                            new Wire(),
                            null,
                            null,
                            null,
                            null,
                            new ServiceLocator(new Book(), () -> 0),
                            () -> 0),
                    new Trunk(
                            "acme",
                            "acme.test",
                            5060,
                            "udp",
                            List.of(),
                            List.of(),
                            "",
                            Optional.empty(),
                            TrunkLine.PLAIN));

    /** Speaks UDP. */
    private static final class Wire implements SipTransport {
        @Override
        public ClientTx send(OutRequest request) {
            throw new AssertionError("nothing is sent");
        }

        @Override
        public void sendAck(OutRequest ack) {}

        @Override
        public boolean isOpen(String connection) {
            return false;
        }

        @Override
        public boolean speaks(String transport) {
            return transport.equals("udp");
        }
    }

    private final class Book implements Records {
        @Override
        public CompletionStage<List<Naptr>> naptr(String name) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<List<Srv>> srv(String name) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<List<String>> addresses(String name) {
            return CompletableFuture.completedFuture(addresses);
        }
    }

    private List<String> hops() {
        return way.hops().toCompletableFuture().join().stream().map(NextHop::address).toList();
    }

    @Test
    void whoAnsweredLastGoesFirstAsLongAsItIsThere() {
        assertEquals(List.of("192.0.2.1", "192.0.2.2"), hops());
        way.isGood(new NextHop("udp", "192.0.2.2", 5060, "", "acme.test"));
        assertEquals(List.of("192.0.2.2", "192.0.2.1"), hops());
        addresses = List.of("192.0.2.1", "192.0.2.3");
        assertEquals(List.of("192.0.2.1", "192.0.2.3"), hops());
    }

    /** An address that was the provider's once is not for ever. */
    @Test
    void itLeadsWhereTheNameLeadsAndDidBefore() {
        hops();
        assertTrue(way.leadsTo("192.0.2.1", false));
        addresses = List.of("192.0.2.3");
        hops();
        hops();
        assertTrue(way.leadsTo("192.0.2.3", false));
        assertTrue(way.leadsTo("192.0.2.1", false));
        addresses = List.of("192.0.2.4");
        hops();
        assertFalse(way.leadsTo("192.0.2.1", false));
        assertFalse(way.leadsTo("192.0.2.9", false));
    }
}

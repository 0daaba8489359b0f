package org.patchbay.sip.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ServiceLocatorTest {
    private final Book book = new Book();
    private final ServiceLocator locator = new ServiceLocator(book, () -> 0);

    /** What a name server knows, and what it was asked. */
    private static final class Book implements Records {
        final Map<String, List<Naptr>> naptr = new HashMap<>();
        final Map<String, List<Srv>> srv = new HashMap<>();
        final Map<String, List<String>> addresses = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        boolean deaf;

        private <T> CompletionStage<List<T>> say(
                String type, String name, Map<String, List<T>> known) {
            asked.add(type + " " + name);
            return deaf
                    ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
                    : CompletableFuture.completedFuture(known.getOrDefault(name, List.of()));
        }

        @Override
        public CompletionStage<List<Naptr>> naptr(String name) {
            return say("NAPTR", name, naptr);
        }

        @Override
        public CompletionStage<List<Srv>> srv(String name) {
            return say("SRV", name, srv);
        }

        @Override
        public CompletionStage<List<String>> addresses(String name) {
            return say("A", name, addresses);
        }

        void server(String service, int priority, String target, int port, String... where) {
            List<Srv> all = new ArrayList<>(srv.getOrDefault(service, List.of()));
            all.add(new Srv(priority, 0, port, target));
            srv.put(service, all);
            addresses.put(target, List.of(where));
        }
    }

    private List<String> find(String host, int port, String transport, String... usable) {
        return locator
                .locate(
                        new Wanted(
                                host,
                                port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
                                transport.isEmpty() ? Optional.empty() : Optional.of(transport),
                                Set.of(usable)))
                .toCompletableFuture()
                .join()
                .stream()
                .map(h -> h.transport() + " " + h.address() + " " + h.port() + " " + h.domain())
                .toList();
    }

    @Test
    void anAddressIsWhereItIs() {
        assertEquals(
                List.of("udp 192.0.2.1 5060 192.0.2.1"), find("192.0.2.1", 0, "", "udp", "tcp"));
        assertEquals(List.of("tls 2001:db8::1 5061 2001:db8::1"), find("2001:db8::1", 0, "tls"));
        assertEquals(List.of("tcp 192.0.2.1 5070 192.0.2.1"), find("192.0.2.1", 5070, "tcp"));
        assertEquals(List.of(), book.asked);
    }

    @Test
    void aPortSkipsNaptrAndSrv() {
        book.addresses.put("h", List.of("192.0.2.1", "2001:db8::1"));
        book.server("_sip._udp.h", 1, "elsewhere", 5090, "192.0.2.9");
        assertEquals(
                List.of("udp 192.0.2.1 5070 h", "udp 2001:db8::1 5070 h"),
                find("h", 5070, "", "udp"));
        assertEquals(List.of("A h"), book.asked);
    }

    @Test
    void aTransportSkipsNaptr() {
        book.server("_sip._tcp.h", 20, "b", 5071, "192.0.2.2");
        book.server("_sip._tcp.h", 10, "a", 5070, "192.0.2.1", "192.0.2.3");
        assertEquals(
                List.of("tcp 192.0.2.1 5070 h", "tcp 192.0.2.3 5070 h", "tcp 192.0.2.2 5071 h"),
                find("h", 0, "tcp", "udp", "tcp"));
        assertTrue(book.asked.stream().noneMatch(a -> a.startsWith("NAPTR")), "" + book.asked);
    }

    @Test
    void tlsHasAServiceOfItsOwn() {
        book.server("_sips._tcp.h", 1, "a", 5443, "192.0.2.1");
        assertEquals(List.of("tls 192.0.2.1 5443 h"), find("h", 0, "tls", "tls"));
    }

    @Test
    void naptrSaysWhichTransportsAndInWhichOrder() {
        book.naptr.put(
                "h",
                List.of(
                        new Records.Naptr(50, 50, "s", "SIP+D2U", "_sip._udp.h"),
                        new Records.Naptr(90, 10, "s", "SIP+D2T", "_sip._tcp.h"),
                        new Records.Naptr(50, 20, "S", "sips+d2t", "_sips._tcp.h"),
                        new Records.Naptr(1, 1, "u", "E2U+sip", "never.asked")));
        book.server("_sip._udp.h", 1, "u", 5060, "192.0.2.1");
        book.server("_sip._tcp.h", 1, "t", 5060, "192.0.2.2");
        book.server("_sips._tcp.h", 1, "s", 5061, "192.0.2.3");
        assertEquals(
                List.of("tls 192.0.2.3 5061 h", "udp 192.0.2.1 5060 h", "tcp 192.0.2.2 5060 h"),
                find("h", 0, "", "udp", "tcp", "tls"));
        assertEquals(
                List.of("tcp 192.0.2.2 5060 h"), find("h", 0, "", "tcp"), "only what we speak");
        assertTrue(book.asked.stream().noneMatch(a -> a.endsWith("never.asked")));
    }

    @Test
    void withoutNaptrEachTransportIsAskedFor() {
        book.server("_sip._tcp.h", 1, "t", 5062, "192.0.2.2");
        assertEquals(List.of("tcp 192.0.2.2 5062 h"), find("h", 0, "", "udp", "tcp", "tls"));
    }

    @Test
    void withoutAnyServiceItIsTheNameItselfByUdp() {
        book.addresses.put("h", List.of("192.0.2.1"));
        assertEquals(List.of("udp 192.0.2.1 5060 h"), find("h", 0, "", "udp", "tcp"));
        assertEquals(List.of("tls 192.0.2.1 5061 h"), find("h", 0, "tls", "tls"));
    }

    /** RFC 2782: a single record whose target is the root. */
    @Test
    void aServiceThatIsDeniedIsNotLookedForElsewhere() {
        book.srv.put("_sip._udp.h", List.of(new Records.Srv(0, 0, 0, "")));
        book.addresses.put("h", List.of("192.0.2.1"));
        assertThrows(CompletionException.class, () -> find("h", 0, "udp", "udp"));
    }

    @Test
    void aServerWithoutAddressIsPassedOver() {
        book.server("_sip._udp.h", 1, "a", 5060);
        book.server("_sip._udp.h", 2, "b", 5060, "192.0.2.2");
        assertEquals(List.of("udp 192.0.2.2 5060 h"), find("h", 0, "udp", "udp"));
    }

    @Test
    void nobodyIsAFailure() {
        assertThrows(CompletionException.class, () -> find("h", 0, "", "udp"));
        book.deaf = true;
        assertThrows(CompletionException.class, () -> find("h", 5060, "udp", "udp"));
    }

    @Test
    void neverMoreThanAFewServers() {
        for (int i = 0; i < 100; i++) {
            book.server("_sip._udp.h", i, "s" + i, 5060, "192.0.2." + i, "192.0.3." + i, "x", "y");
        }
        assertEquals(16, find("h", 0, "udp", "udp").size());
        assertTrue(book.asked.size() <= 9, "" + book.asked.size());
    }
}

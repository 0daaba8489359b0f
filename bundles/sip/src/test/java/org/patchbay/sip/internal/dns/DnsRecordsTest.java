package org.patchbay.sip.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class DnsRecordsTest {
    private final AtomicLong now = new AtomicLong();
    private final NameServer server;
    private final DnsRecords records;

    DnsRecordsTest() throws IOException {
        server = new NameServer();
        records = new DnsRecords(List.of(server.address()), now::get);
    }

    @AfterEach
    void close() throws Exception {
        records.close();
        server.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("blocking-sip-names")) {
                thread.join(2_000);
                assertFalse(thread.isAlive(), "a thread is left");
            }
        }
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void everyKindIsRead() throws IOException {
        server.record(
                "acme.test", Type.NAPTR, 60, "50 10 \"s\" \"SIP+D2U\" \"\" _sip._udp.x.test.");
        server.record("_sip._udp.x.test", Type.SRV, 60, "10 20 5062 one.x.test.");
        server.record("_sip._tcp.x.test", Type.SRV, 60, "0 0 0 .");
        server.record("one.x.test", Type.A, 60, "192.0.2.1");
        server.record("one.x.test", Type.AAAA, 60, "2001:db8::1");
        assertEquals(
                List.of(new Records.Naptr(50, 10, "s", "SIP+D2U", "_sip._udp.x.test")),
                get(records.naptr("acme.test")));
        assertEquals(
                List.of(new Records.Srv(10, 20, 5062, "one.x.test")),
                get(records.srv("_sip._udp.x.test")));
        assertEquals(List.of(new Records.Srv(0, 0, 0, "")), get(records.srv("_sip._tcp.x.test")));
        assertEquals(
                List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1"), get(records.addresses("one.x.test")));
    }

    @Test
    void anAliasLeadsOn() throws IOException {
        server.record("www.test", Type.CNAME, 60, "real.test.");
        server.record("real.test", Type.A, 60, "192.0.2.7");
        assertEquals(List.of("192.0.2.7"), get(records.addresses("www.test")));
    }

    @Test
    void anAnswerIsKeptAsLongAsItSays() throws IOException {
        server.record("_sip._udp.x.test", Type.SRV, 60, "1 1 5060 a.test.");
        get(records.srv("_sip._udp.x.test"));
        server.clear();
        pass(59);
        assertEquals(1, get(records.srv("_SIP._udp.x.test")).size());
        assertEquals(1, server.asked.size());
        pass(1);
        assertEquals(List.of(), get(records.srv("_sip._udp.x.test")));
        assertEquals(2, server.asked.size());
    }

    @Test
    void thatThereIsNoneIsKeptForAWhile() throws IOException {
        assertEquals(List.of(), get(records.srv("none.test")));
        assertEquals(List.of(), get(records.srv("none.test")));
        assertEquals(1, server.asked.size());
        pass(30);
        server.record("none.test", Type.SRV, 60, "1 1 5060 a.test.");
        assertEquals(1, get(records.srv("none.test")).size());
    }

    @Test
    void aFailureIsToldAndNotKept() throws IOException {
        server.failing = true;
        assertThrows(CompletionException.class, () -> get(records.srv("x.test")));
        server.failing = false;
        server.record("x.test", Type.SRV, 60, "1 1 5060 a.test.");
        assertEquals(1, get(records.srv("x.test")).size());
    }

    @Test
    void theNextServerIsAskedWhereOneFails() throws IOException {
        try (NameServer broken = new NameServer();
                DnsRecords two =
                        new DnsRecords(List.of(broken.address(), server.address()), now::get)) {
            broken.failing = true;
            server.record("x.test", Type.SRV, 60, "1 1 5060 a.test.");
            assertEquals(1, get(two.srv("x.test")).size());
            assertEquals(List.of("SRV x.test"), broken.asked);
        }
    }

    @Test
    void whatIsTooLongForUdpComesByTcp() throws IOException {
        server.truncating = true;
        server.record("x.test", Type.SRV, 60, "1 1 5060 a.test.");
        assertEquals(1, get(records.srv("x.test")).size());
        assertEquals(2, server.asked.size());
    }

    @Test
    void oneQuestionIsAskedOnceAtATime() throws Exception {
        server.hold();
        server.record("x.test", Type.SRV, 60, "1 1 5060 a.test.");
        CompletionStage<List<Records.Srv>> first = records.srv("x.test");
        CompletionStage<List<Records.Srv>> second = records.srv("X.test");
        server.release();
        assertEquals(1, get(first).size());
        assertEquals(1, get(second).size());
        assertEquals(List.of("SRV x.test"), server.asked);
    }

    /** A server that never comes to the end must not hold one of the few threads. */
    @Test
    void whoDripsIsNotWaitedFor() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();
            try {
                drops.execute(
                        () -> {
                            try {
                                OutputStream out = slow.accept().getOutputStream();
                                drops.scheduleAtFixedRate(
                                        () -> drop(out), 0, 20, TimeUnit.MILLISECONDS);
                            } catch (IOException e) {
                                // the test is over
                            }
                        });
                CompletableFuture<byte[]> answer =
                        new SocketIo()
                                .sendAndReceiveTcp(
                                        null,
                                        (InetSocketAddress) slow.getLocalSocketAddress(),
                                        null,
                                        new byte[12],
                                        Duration.ofMillis(300));
                assertTrue(answer.isCompletedExceptionally());
            } finally {
                drops.shutdownNow();
            }
        }
    }

    private static void drop(OutputStream out) {
        try {
            out.write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // which ends the drops
        }
    }

    @Test
    void theFileOfHostsGoesFirst() {
        assertEquals("127.0.0.1", get(records.addresses("localhost")).get(0));
        assertEquals(List.of(), server.asked);
    }
}

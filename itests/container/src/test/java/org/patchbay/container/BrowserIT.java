package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.BundleContext;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Target;

/**
 * Pages in the container: they are rung, their offers are answered, ICE finds a way and DTLS
 * begins.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BrowserIT {
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 10;
    private static final String PWD = "pwpwpwpwpwpwpwpwpwpwpwpw";
    private static final String OFFER =
            String.join(
                    "\\r\\n",
                    "v=0",
                    "o=- 1 1 IN IP4 127.0.0.1",
                    "s=-",
                    "t=0 0",
                    "a=group:BUNDLE 0",
                    "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                    "c=IN IP4 0.0.0.0",
                    "a=rtpmap:111 opus/48000/2",
                    "a=ice-ufrag:page",
                    "a=ice-pwd:" + PWD,
                    "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
                    "a=setup:actpass",
                    "a=mid:0",
                    "a=rtcp-mux",
                    "a=sendrecv",
                    "");

    @Inject private BundleContext context;

    @Inject
    @Filter(timeout = 60_000)
    private BootFinished bootFinished;

    @Inject
    @Filter(timeout = 60_000)
    private BrowserPhones phones;

    @Configuration
    public Option[] config() {
        return Container.options();
    }

    /** A page, and what it is told. */
    private static final class Page implements BrowserPhones.Page {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final BrowserPhone phone;

        Page(BrowserPhones phones, String user) throws InterruptedException {
            phone = phones.open(new BrowserUser(user, user), this);
            next("hello");
        }

        @Override
        public void tell(String json) {
            told.add(json);
        }

        @Override
        public void close(int code, String reason) {
            told.add("closed " + code);
        }

        String next(String type) throws InterruptedException {
            while (true) {
                String json = told.poll(10, TimeUnit.SECONDS);
                assertTrue("no " + type, json != null);
                if (json.contains("\"type\":\"" + type + "\"")) {
                    return json;
                }
            }
        }

        String answer() throws InterruptedException {
            phone.said("{\"type\":\"webrtc-offer\",\"session\":\"s\",\"sdp\":\"" + OFFER + "\"}");
            return next("webrtc-answer");
        }

        void gone() {
            phone.closed();
        }
    }

    private static String found(String pattern, String text) {
        Matcher m = Pattern.compile(pattern).matcher(text);
        assertTrue(pattern + " in " + text, m.find());
        return m.group(1);
    }

    @Test
    public void aLegConnects() throws Exception {
        Page page = new Page(phones, "anna");
        assertTrue(browsers().canReach(Target.parse("browser:anna")));
        String answer = page.answer();
        assertTrue(answer, answer.contains("opus/48000/2"));
        assertEquals("active", found("a=setup:(\\w+)", answer));
        assertTrue("nothing of DTLS came", handshakeComes(answer));
        page.gone();
    }

    @Test
    public void fiftyAtOnceAndFiveHundredInAllLeaveNothingBehind() throws Exception {
        ExecutorService network = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long files = 0;
            long threads = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<Page> pages = new ArrayList<>();
                List<Future<Boolean>> shaken = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    Page page = new Page(phones, "user" + i);
                    pages.add(page);
                    String answer = page.answer();
                    shaken.add(network.submit(() -> handshakeComes(answer)));
                }
                for (Future<Boolean> one : shaken) {
                    assertTrue("nothing of DTLS came", one.get(30, TimeUnit.SECONDS));
                }
                pages.forEach(Page::gone);
                until(() -> connectors() == 0);
                if (round == 0) {
                    files = files();
                    threads = ofBrowsers();
                }
            }
            long mostFiles = files + 5;
            until(() -> files() <= mostFiles);
            // Pools may have grown by a round's, which they keep for a while.
            long mostThreads = threads + AT_ONCE;
            until(() -> ofBrowsers() <= mostThreads);
        } finally {
            network.shutdownNow();
        }
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!holds.call()) {
            assertTrue("not in time", System.nanoTime() < deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Threads that ice4j has for legs. */
    private static long connectors() {
        return threads("IceConnector");
    }

    /** Those, and ours. */
    private static long ofBrowsers() {
        return threads("IceConnector") + threads("ice4j") + threads("blocking-webrtc");
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith(name))
                .count();
    }

    /** ice4j leaves a socket of each session to the collector. */
    private static long files() throws IOException {
        System.gc();
        try (var all = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private LegProvider browsers() throws Exception {
        return context.getServiceReferences(LegProvider.class, null).stream()
                .map(context::getService)
                .filter(p -> p.scheme().equals("browser"))
                .findFirst()
                .orElseThrow();
    }

    /** Checks as a browser does, and answers checks, until a record of DTLS comes. */
    private static boolean handshakeComes(String answer) throws Exception {
        int port = Integer.parseInt(found("udp \\d+ 127.0.0.1 (\\d+) typ host", answer));
        String user = found("a=ice-ufrag:([A-Za-z0-9+/]+)", answer) + ":page";
        String pwd = found("a=ice-pwd:([A-Za-z0-9+/]+)", answer);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            socket.setSoTimeout(50);
            InetSocketAddress to = new InetSocketAddress(loopback, port);
            byte[] data = new byte[2048];
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            long due = System.nanoTime();
            for (int i = 0; System.nanoTime() - until < 0; ) {
                if (System.nanoTime() - due >= 0) {
                    byte[] id = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) i++};
                    byte[] check = check(id, user, pwd);
                    socket.send(new DatagramPacket(check, check.length, to));
                    due += TimeUnit.MILLISECONDS.toNanos(50);
                }
                DatagramPacket packet = new DatagramPacket(data, data.length);
                try {
                    socket.receive(packet);
                } catch (IOException nothingYet) {
                    continue;
                }
                if (data[0] >= 20 && data[0] <= 63) {
                    return true;
                }
                if (data[0] == 0) {
                    byte[] reply = answered(data, port);
                    socket.send(new DatagramPacket(reply, reply.length, to));
                }
            }
            return false;
        }
    }

    private static byte[] check(byte[] transaction, String user, String pwd) throws Exception {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        int padded = (name.length + 3) / 4 * 4;
        ByteBuffer attributes = ByteBuffer.allocate(4 + padded + 8 + 12 + 4);
        attributes.putShort((short) 6).putShort((short) name.length).put(name);
        attributes.position(4 + padded);
        attributes.putShort((short) 0x24).putShort((short) 4).putInt(0x6E0001FF);
        attributes.putShort((short) 0x802A).putShort((short) 8).putLong(42);
        attributes.putShort((short) 0x25).putShort((short) 0);
        return sealed(1, transaction, attributes.array(), pwd);
    }

    private static byte[] answered(byte[] request, int port) throws Exception {
        byte[] transaction = java.util.Arrays.copyOfRange(request, 8, 20);
        ByteBuffer mapped = ByteBuffer.allocate(12);
        mapped.putShort((short) 0x20).putShort((short) 8).put((byte) 0).put((byte) 1);
        mapped.putShort((short) (port ^ 0x2112)).putInt(0x7F000001 ^ 0x2112A442);
        return sealed(0x101, transaction, mapped.array(), PWD);
    }

    /** With MESSAGE-INTEGRITY and FINGERPRINT (RFC 8489 §14.5, §14.7). */
    private static byte[] sealed(int type, byte[] transaction, byte[] attributes, String pwd)
            throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(pwd.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        int n = attributes.length;
        byte[] tag = mac.doFinal(message(type, n + 24, transaction, attributes));
        ByteBuffer more = ByteBuffer.allocate(n + 24).put(attributes);
        more.putShort((short) 8).putShort((short) 20).put(tag);
        CRC32 crc = new CRC32();
        crc.update(message(type, n + 32, transaction, more.array()));
        ByteBuffer all = ByteBuffer.allocate(n + 32).put(more.array());
        all.putShort((short) 0x8028).putShort((short) 4);
        all.putInt((int) crc.getValue() ^ 0x5354554E);
        return message(type, n + 32, transaction, all.array());
    }

    private static byte[] message(int type, int length, byte[] transaction, byte[] attributes) {
        ByteBuffer b = ByteBuffer.allocate(20 + attributes.length);
        b.putShort((short) type).putShort((short) length).putInt(0x2112A442);
        return b.put(transaction).put(attributes).array();
    }
}

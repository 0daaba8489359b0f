package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.HostileMessage;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/** Whatever comes in, the calls go on. */
@ExtendWith(SharedServer.class)
class HostileIT {
    private static final String STRANGER = "127.0.0.77";
    private static final Tone STRANGERS_TONE = new Tone(2300, -6);
    private static final int MUTATIONS = 3000;
    private static final int ALIVE_EVERY = 250;

    @ParameterizedTest
    @EnumSource(HostileMessage.class)
    void what_is_wrong_is_answered_or_dropped(HostileMessage message, Server server)
            throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(STRANGER, 0))) {
            socket.setSoTimeout(message.isToBeDropped() ? 300 : 2000);
            send(socket, server, message.bytes(socket.getLocalPort()));
            int code = answer(socket);
            assertTrue(message.accepts(code), () -> message + " got " + code);
        }
        alive(server);
    }

    @Test
    void mutations_do_not_end_it(Server server) throws IOException {
        Random random = new Random(20260101);
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.1)).registered();
                DatagramSocket socket = new DatagramSocket(new InetSocketAddress(STRANGER, 0))) {
            RawCall out = one.call("1002").answeredOk();
            HostileMessage[] seeds = HostileMessage.values();
            for (int i = 1; i <= MUTATIONS; i++) {
                byte[] seed = seeds[random.nextInt(seeds.length)].bytes(socket.getLocalPort());
                send(socket, server, HostileMessage.mutated(seed, random));
                if (i % ALIVE_EVERY == 0) {
                    alive(server);
                }
            }
            Ear.hearEachOther(out, two.incoming(), 1);
            out.hangUp();
        }
        server.hasNoCalls();
    }

    /** RFC 3550 A.1 and symmetric RTP: only the one whom we heard first is listened to. */
    @Test
    void a_strangers_sound_is_not_heard(Server server) throws IOException {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.1)).registered()) {
            RawCall out = one.call("1002").answeredOk();
            RawCall in = two.incoming();
            Ear.hearEachOther(out, in, 1);
            in.listen();
            spray(out.mediaOfServer());
            Recording heard = in.heard(1.5);
            heard.hears(one.tone()).doesNotHear(STRANGERS_TONE).hasNoGap(one.tone(), 40);
            out.listen();
            out.heard(0.5).hears(two.tone());
            out.hangUp();
            in.hasEnded();
        }
    }

    /** One second and a half of the stranger's tone as G.711, in step. */
    private static void spray(InetSocketAddress to) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(STRANGER, 0))) {
            int ssrc = 0x5715A26E;
            long begin = System.nanoTime();
            for (int n = 0; n < 75; n++) {
                ByteBuffer packet = ByteBuffer.allocate(172);
                packet.putShort((short) 0x8000).putShort((short) n).putInt(n * 160).putInt(ssrc);
                for (int i = 0; i < 160; i++) {
                    double phase =
                            2 * Math.PI * STRANGERS_TONE.frequencyHz() * (n * 160 + i) / 8000;
                    packet.put((byte) (Math.sin(phase) > 0 ? 0x80 + 0x20 : 0x20));
                }
                socket.send(new DatagramPacket(packet.array(), 172, to));
                long next = begin + (n + 1) * 20_000_000L;
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
        }
    }

    private static void send(DatagramSocket socket, Server server, byte[] bytes)
            throws IOException {
        InetAddress host = InetAddress.getByName(server.host());
        socket.send(new DatagramPacket(bytes, bytes.length, host, server.sipPort()));
    }

    /** The status of the final response, 0 where none comes. */
    private static int answer(DatagramSocket socket) throws IOException {
        byte[] buffer = new byte[65536];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        while (true) {
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return 0;
            }
            String text = new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            int code = Integer.parseInt(text.substring(8, 11));
            if (code >= 200) {
                return code;
            }
        }
    }

    private static void alive(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1010")) {
            assertEquals(200, phone.request("OPTIONS", "", false).code());
        }
    }
}

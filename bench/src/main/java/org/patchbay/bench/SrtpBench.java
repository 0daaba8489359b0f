package org.patchbay.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbay.media.internal.srtp.SrtpReceiver;
import org.patchbay.media.internal.srtp.SrtpSender;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.SrtpKey;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;
import org.patchbay.webrtc.internal.srtp.Protection;

/**
 * What it costs to protect a packet of 20 ms and to open it: of phones, by the media engine, and of
 * browsers, by jitsi-srtp.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SrtpBench {
    private static final int LENGTH = 172;

    @Param({"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    public CryptoSuite suite;

    private final byte[] packet = new byte[LENGTH + Protection.ROOM];
    private int sequence;
    private SrtpSender sender;
    private SrtpReceiver receiver;
    private Protection one;
    private Protection other;

    @Setup
    public void keyed() {
        SrtpKey key = key(1);
        sender = new SrtpSender(key);
        receiver = new SrtpReceiver(key);
        one = new Protection(() -> 0);
        one.keyed(new DtlsKeys(key, key(2)));
        other = new Protection(() -> 0);
        other.keyed(new DtlsKeys(key(2), key));
    }

    private SrtpKey key(int seed) {
        byte[] all = new byte[suite.keyBytes() + suite.saltBytes()];
        new Random(seed).nextBytes(all);
        return new SrtpKey(suite, all, 0);
    }

    private void next() {
        sequence++;
        packet[0] = (byte) 0x80;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[11] = 7;
    }

    @Benchmark
    public int phone() {
        next();
        return whole(receiver.open(packet, sender.seal(packet, LENGTH)));
    }

    @Benchmark
    public int browser() {
        next();
        return whole(other.open(packet, 0, one.seal(packet, LENGTH)));
    }

    private static int whole(int length) {
        if (length != LENGTH) {
            throw new IllegalStateException("not genuine");
        }
        return length;
    }
}

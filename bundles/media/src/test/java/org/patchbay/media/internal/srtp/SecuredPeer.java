package org.patchbay.media.internal.srtp;

import java.util.Arrays;
import java.util.Optional;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.LocalCrypto;

/** How a peer of a test protects its packets, or does not. */
public final class SecuredPeer {
    private volatile LocalCrypto wanted = LocalCrypto.NONE;
    private volatile SrtpSender sender;
    private volatile SrtpReceiver receiver;
    private AgreedCrypto inForce;

    public LocalCrypto wanted() {
        return wanted;
    }

    public void wants(LocalCrypto crypto) {
        wanted = crypto;
    }

    public void agreed(Optional<AgreedCrypto> crypto) {
        AgreedCrypto next = crypto.orElse(null);
        if (next == null || inForce == null || !next.local().equals(inForce.local())) {
            sender = next == null ? null : new SrtpSender(next.local());
        }
        if (next == null || inForce == null || !next.remote().equals(inForce.remote())) {
            receiver = next == null ? null : new SrtpReceiver(next.remote());
        }
        inForce = next;
    }

    public Optional<AgreedCrypto> inForce() {
        return Optional.ofNullable(inForce);
    }

    /** As it goes to the network. */
    public byte[] seal(byte[] packet, int length) {
        byte[] sealed = Arrays.copyOf(packet, length + 64);
        boolean control = RtpPacket.looksLikeRtcp(packet, length);
        SrtpSender s = sender;
        int n =
                s == null
                        ? length
                        : control ? s.sealControl(sealed, length) : s.seal(sealed, length);
        return Arrays.copyOf(sealed, n);
    }

    /** Empty where it is not genuine. */
    public Optional<byte[]> open(byte[] packet, int length) {
        byte[] plain = Arrays.copyOf(packet, length);
        boolean control = RtpPacket.looksLikeRtcp(packet, length);
        SrtpReceiver r = receiver;
        int n = r == null ? length : control ? r.openControl(plain, length) : r.open(plain, length);
        return n < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(plain, n));
    }
}

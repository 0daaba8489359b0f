package org.patchbay.media.internal.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.media.internal.srtp.Protection;
import org.patchbay.media.internal.srtp.SrtpReceiver;
import org.patchbay.media.internal.srtp.SrtpSender;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.SrtpKey;

/**
 * The protection of an agreement, which goes on with what is there for the same key: its counters
 * must not begin anew (RFC 3711 §9.1). Asked only for what is put in force; by one thread at a
 * time.
 */
final class Protections {
    /** An offer of ours may be answered several times, each time from another line of it. */
    private static final int MOST_SENDERS = 8;

    private final Map<SrtpKey, SrtpSender> senders =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<SrtpKey, SrtpSender> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    private SrtpKey receiverKey;
    private SrtpReceiver receiver;

    /** Null for plain packets. */
    Protection of(Optional<AgreedCrypto> agreed) {
        if (agreed.isEmpty()) {
            return null;
        }
        AgreedCrypto crypto = agreed.get();
        if (!crypto.remote().equals(receiverKey)) {
            receiverKey = crypto.remote();
            receiver = new SrtpReceiver(receiverKey);
        }
        SrtpSender sender = senders.computeIfAbsent(crypto.local(), SrtpSender::new);
        return new Protection(crypto.suite().name(), sender, receiver);
    }
}

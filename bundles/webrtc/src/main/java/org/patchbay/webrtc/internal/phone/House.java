package org.patchbay.webrtc.internal.phone;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.patchbay.webrtc.internal.desk.DeskLimits;
import org.patchbay.webrtc.internal.dtls.OwnCertificate;
import org.patchbay.webrtc.internal.ice.IceHost;
import org.patchbay.webrtc.internal.session.Outbox;
import org.patchbay.webrtc.internal.turn.IceServers;

/**
 * What all phones share.
 *
 * @param lanes threads for what phones do, which may wait a little
 * @param handshakes threads of DTLS
 */
public record House(
        Parts parts,
        IceHost ice,
        OwnCertificate certificate,
        Outbox outbox,
        Executor lanes,
        Executor handshakes,
        ScheduledExecutorService alarms,
        InstantSource clock,
        IceServers servers,
        DeskLimits limits,
        HouseLimits most) {
    long nowMs() {
        return clock.instant().toEpochMilli();
    }
}

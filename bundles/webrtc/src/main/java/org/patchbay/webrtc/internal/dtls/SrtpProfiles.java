package org.patchbay.webrtc.internal.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.SrtpKey;

/** What SRTP is agreed over DTLS (RFC 5764 §4.1), and its keys (§4.2). */
final class SrtpProfiles {
    /**
     * The first costs less on both ends (no garbage on ours); the other is for who wants no other.
     */
    static final int[] OURS = {
        SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80,
        SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM
    };

    private SrtpProfiles() {}

    static void offer(Hashtable<Integer, byte[]> extensions) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(OURS.clone(), TlsUtils.EMPTY_BYTES));
    }

    /** Our choice of the client's; ours counts. */
    static int choose(Hashtable<Integer, byte[]> extensions) throws IOException {
        UseSRTPData theirs = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (theirs != null) {
            for (int ours : OURS) {
                if (Arrays.stream(theirs.getProtectionProfiles()).anyMatch(p -> p == ours)) {
                    return ours;
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile of ours");
    }

    static void answer(Hashtable<Integer, byte[]> extensions, int profile) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(new int[] {profile}, TlsUtils.EMPTY_BYTES));
    }

    /** The server's choice of what we offered. */
    static int chosen(Hashtable<Integer, byte[]> extensions) throws IOException {
        UseSRTPData answer = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (answer == null || answer.getProtectionProfiles().length != 1) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP agreed");
        }
        int profile = answer.getProtectionProfiles()[0];
        if (Arrays.stream(OURS).noneMatch(p -> p == profile)) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "SRTP not offered");
        }
        return profile;
    }

    /** Both keys of a finished handshake. */
    static DtlsKeys keys(TlsContext context, int profile, boolean client) {
        CryptoSuite suite =
                profile == SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM
                        ? CryptoSuite.AEAD_AES_128_GCM
                        : CryptoSuite.AES_CM_128_HMAC_SHA1_80;
        int key = suite.keyBytes();
        int salt = suite.saltBytes();
        byte[] all = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        // client key, server key, client salt, server salt
        SrtpKey ofClient = key(suite, all, 0, 2 * key);
        SrtpKey ofServer = key(suite, all, key, 2 * key + salt);
        return client ? new DtlsKeys(ofClient, ofServer) : new DtlsKeys(ofServer, ofClient);
    }

    private static SrtpKey key(CryptoSuite suite, byte[] all, int keyAt, int saltAt) {
        byte[] both = new byte[suite.keyBytes() + suite.saltBytes()];
        System.arraycopy(all, keyAt, both, 0, suite.keyBytes());
        System.arraycopy(all, saltAt, both, suite.keyBytes(), suite.saltBytes());
        return new SrtpKey(suite, both, 0);
    }
}

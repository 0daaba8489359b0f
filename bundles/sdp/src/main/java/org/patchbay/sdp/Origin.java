package org.patchbay.sdp;

/**
 * The {@code o=} line (RFC 8866 §5.2).
 *
 * @param sessionId numeric id that stays for the life of the session; unsigned 64 bits
 * @param version grows by one with every change of the description (RFC 3264 §8); unsigned 64 bits
 * @param address unicast IP address, v4 or v6, or a host name
 */
public record Origin(String user, long sessionId, long version, String address) {
    public Origin withVersion(long newVersion) {
        return new Origin(user, sessionId, newVersion, address);
    }
}

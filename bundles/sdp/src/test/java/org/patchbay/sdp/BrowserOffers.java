package org.patchbay.sdp;

/** Offers with the lines that browsers write, in their order. */
final class BrowserOffers {
    static final String PRINT =
            "5A:01:9C:D2:77:30:EE:41:8B:F6:04:1D:AA:93:6C:52"
                    + ":B8:2F:E0:17:C4:69:3B:F5:88:0D:71:A6:4E:92:D3:3F";

    private BrowserOffers() {}

    /** Chromium before it has gathered: audio alone. */
    static String chromium() {
        return lines(
                "v=0",
                "o=- 7091325566818493227 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "a=extmap-allow-mixed",
                "a=msid-semantic: WMS 3f1c62e0-6d0d-4f0a-9a43-0f3b0f6f0c11",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
                "c=IN IP4 0.0.0.0",
                "a=rtcp:9 IN IP4 0.0.0.0",
                "a=ice-ufrag:Kx3v",
                "a=ice-pwd:p0QzT8Wc1mXr5bYd2nUe7gLa",
                "a=ice-options:trickle",
                "a=fingerprint:sha-256 " + PRINT,
                "a=setup:actpass",
                "a=mid:0",
                "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                "a=sendrecv",
                "a=msid:3f1c62e0-6d0d-4f0a-9a43-0f3b0f6f0c11 9d3c0f7b-5a59-4c1e-8a53-2d6b8f8e8a77",
                "a=rtcp-mux",
                "a=rtcp-rsize",
                "a=rtpmap:111 opus/48000/2",
                "a=rtcp-fb:111 transport-cc",
                "a=fmtp:111 minptime=10;useinbandfec=1",
                "a=rtpmap:63 red/48000/2",
                "a=fmtp:63 111/111",
                "a=rtpmap:9 G722/8000",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:13 CN/8000",
                "a=rtpmap:110 telephone-event/48000",
                "a=rtpmap:126 telephone-event/8000",
                "a=ssrc:3735928559 cname:q8JmB2Vt+0aLkYx4",
                "a=ssrc:3735928559 msid:3f1c62e0-6d0d-4f0a-9a43-0f3b0f6f0c11"
                        + " 9d3c0f7b-5a59-4c1e-8a53-2d6b8f8e8a77");
    }

    /** Chromium with a camera too, and with candidates, one of them hidden. */
    static String chromiumWithVideo() {
        return chromium().replace("BUNDLE 0", "BUNDLE 0 1")
                + lines(
                        "a=candidate:2897165390 1 udp 2122260223 192.0.2.44 51811 typ host"
                                + " generation 0 network-id 1 network-cost 10",
                        "a=candidate:1467250027 1 udp 2122194687"
                                + " 6f1d1f1e-2f0c-44f3-9a1d-3b7a1e2c9d10.local 51812 typ host"
                                + " generation 0 network-id 2",
                        "a=candidate:842163049 1 udp 1686052607 198.51.100.9 51811 typ srflx"
                                + " raddr 192.0.2.44 rport 51811 generation 0 network-id 1",
                        "a=candidate:4233069003 1 tcp 1518280447 192.0.2.44 9 typ host"
                                + " tcptype active generation 0 network-id 1",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                        "c=IN IP4 0.0.0.0",
                        "a=rtcp:9 IN IP4 0.0.0.0",
                        "a=ice-ufrag:Kx3v",
                        "a=ice-pwd:p0QzT8Wc1mXr5bYd2nUe7gLa",
                        "a=ice-options:trickle",
                        "a=fingerprint:sha-256 " + PRINT,
                        "a=setup:actpass",
                        "a=mid:1",
                        "a=sendrecv",
                        "a=rtcp-mux",
                        "a=rtpmap:96 VP8/90000",
                        "a=rtpmap:97 rtx/90000",
                        "a=fmtp:97 apt=96");
    }

    /** Firefox: fingerprint and options for the whole session, hexadecimal names. */
    static String firefox() {
        return lines(
                "v=0",
                "o=mozilla...THIS_IS_SDPARTA-99.0 8412055730296637381 0 IN IP4 0.0.0.0",
                "s=-",
                "t=0 0",
                "a=fingerprint:sha-256 " + PRINT,
                "a=group:BUNDLE 0",
                "a=ice-options:trickle",
                "a=msid-semantic:WMS *",
                "m=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101",
                "c=IN IP4 0.0.0.0",
                "a=sendrecv",
                "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                "a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level",
                "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid",
                "a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1",
                "a=fmtp:101 0-15",
                "a=ice-pwd:9f2c4b7de01a83556c7790ab12cd34ef",
                "a=ice-ufrag:b4a1c902",
                "a=mid:0",
                "a=msid:- {5d0c7a2e-1f70-4b1c-b3a5-93a4f5c7d210}",
                "a=rtcp-mux",
                "a=rtpmap:109 opus/48000/2",
                "a=rtpmap:9 G722/8000/1",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000/1",
                "a=setup:actpass",
                "a=ssrc:1029384756 cname:{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d}");
    }

    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}

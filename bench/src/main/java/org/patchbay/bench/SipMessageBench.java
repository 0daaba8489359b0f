package org.patchbay.bench;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read and to write an INVITE. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SipMessageBench {
    private static final String INVITE =
            String.join(
                    "\r\n",
                    "INVITE sip:1002@192.0.2.1 SIP/2.0",
                    "Via: SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK1f2e3d;rport",
                    "Max-Forwards: 70",
                    "From: \"Anna\" <sip:1001@192.0.2.1>;tag=8d7f",
                    "To: <sip:1002@192.0.2.1>",
                    "Call-ID: 4bd81c0e@192.0.2.7",
                    "CSeq: 21 INVITE",
                    "Contact: <sip:1001@192.0.2.7:5062>",
                    "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO",
                    "User-Agent: a phone",
                    "Content-Type: application/sdp",
                    "Content-Length: 129",
                    "",
                    "v=0",
                    "o=- 1 1 IN IP4 192.0.2.7",
                    "s=-",
                    "c=IN IP4 192.0.2.7",
                    "t=0 0",
                    "m=audio 4000 RTP/AVP 0 8",
                    "a=rtpmap:0 PCMU/8000",
                    "a=rtpmap:8 PCMA/8000",
                    "");
    private final byte[] bytes = INVITE.getBytes(StandardCharsets.UTF_8);
    private final SIPMessage message = parsed();

    private SIPMessage parsed() {
        try {
            return read();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public SIPMessage read() throws ParseException {
        return new StringMsgParser().parseSIPMessage(bytes, true, false, null);
    }

    @Benchmark
    public byte[] write() {
        return message.encodeAsBytes("udp");
    }
}

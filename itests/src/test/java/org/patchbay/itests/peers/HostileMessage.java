package org.patchbay.itests.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Messages that are wrong, odd or too much, each with the answers that are right for it. Many have
 * their like in RFC 4475.
 */
public enum HostileMessage {
    NO_CALL_ID("OPTIONS", "Call-ID: ", null, Set.of(0, 400)),
    NO_FROM("OPTIONS", "From: ", null, Set.of(0, 400)),
    NO_CSEQ("OPTIONS", "CSeq: ", null, Set.of(0, 400)),
    CSEQ_OF_ANOTHER_METHOD("OPTIONS", "CSeq: ", "CSeq: 8 INVITE", Set.of(0, 400)),
    CSEQ_TOO_LARGE("OPTIONS", "CSeq: ", "CSeq: 36893488147419103232 OPTIONS", Set.of(0, 400)),
    CSEQ_NO_NUMBER("OPTIONS", "CSeq: ", "CSeq: zero OPTIONS", Set.of(0, 400)),
    LENGTH_BEYOND_THE_DATAGRAM(
            "OPTIONS", "Content-Length: ", "Content-Length: 9999", Set.of(0, 400)),
    LENGTH_NEGATIVE("OPTIONS", "Content-Length: ", "Content-Length: -999", Set.of(0, 400)),
    LENGTH_ABSURD(
            "OPTIONS", "Content-Length: ", "Content-Length: 99999999999999999999", Set.of(0, 400)),
    TO_NOT_CLOSED("OPTIONS", "To: ", "To: \"Mr. J. User <sip:j@example.com>", Set.of(0, 400)),
    CONTACT_NOT_A_URI("REGISTER", "Contact: ", "Contact: %%%<<>>;;==", Set.of(0, 400, 401)),
    MANY_CONTACTS(
            "REGISTER",
            "Contact: ",
            "Contact: " + repeat("<sip:a@127.0.0.1>", ",", 300),
            Set.of(0, 400, 401, 413, 513)),
    NO_MORE_HOPS("INVITE", "Max-Forwards: ", "Max-Forwards: 0", Set.of(483, 407, 401)),
    HOPS_NO_NUMBER("OPTIONS", "Max-Forwards: ", "Max-Forwards: many", Set.of(0, 200, 400)),
    REQUIRES_WHAT_NOBODY_KNOWS(
            "OPTIONS", "User-Agent: ", "Require: newfeature1, newfeature2", Set.of(420)),
    MANY_HEADERS(
            "OPTIONS",
            "User-Agent: ",
            repeat("X-Padding: yes", "\r\n", 400),
            Set.of(0, 200, 400, 413, 513)),
    A_VERY_LONG_HEADER(
            "OPTIONS",
            "User-Agent: ",
            "User-Agent: " + "a".repeat(7000),
            Set.of(0, 200, 400, 413, 513)),
    LARGER_THAN_ANY_PHONE_SENDS(
            "OPTIONS",
            "User-Agent: ",
            "User-Agent: " + "a".repeat(60000),
            Set.of(0, 400, 413, 513)),
    DEEPLY_NESTED_COMMENT(
            "OPTIONS",
            "User-Agent: ",
            "User-Agent: x " + "(".repeat(3000) + ")".repeat(3000),
            Set.of(0, 200, 400)),
    NUL_IN_A_HEADER("OPTIONS", "User-Agent: ", "User-Agent: a\0b", Set.of(0, 200, 400)),
    NOT_UTF8(
            "OPTIONS", "User-Agent: ", "User-Agent: \u00ff\u00fe\u00c0\u00af", Set.of(0, 200, 400)),
    AN_UNKNOWN_METHOD("NONSENSE", "User-Agent: ", "User-Agent: x", Set.of(405, 501)),
    ANOTHER_VERSION("OPTIONS sip:x SIP/7.0\r\nX-Rest:", "X-None", "", Set.of(0, 400, 505)),
    INVITE_WITHOUT_CREDENTIALS("INVITE", "User-Agent: ", "User-Agent: x", Set.of(401, 407)),
    BAD_CREDENTIALS(
            "INVITE",
            "User-Agent: ",
            "Proxy-Authorization: Digest username=\"1001\", realm=, nonce=\"\", response="
                    + "9".repeat(900),
            Set.of(400, 401, 407)),
    CREDENTIALS_OF_NO_KNOWN_SCHEME(
            "REGISTER", "User-Agent: ", "Authorization: NoOneKnowsThis opaque=\"x\"", Set.of(401)),
    BYE_OF_NO_CALL("BYE", "User-Agent: ", "User-Agent: x", Set.of(481)),
    CANCEL_OF_NO_CALL("CANCEL", "User-Agent: ", "User-Agent: x", Set.of(481)),
    ACK_OF_NO_CALL("ACK", "User-Agent: ", "User-Agent: x", Set.of(0));

    private final String method;
    private final String replaced;
    private final String by;
    private final Set<Integer> right;

    /**
     * @param replaced the beginning of the header line that is wrong
     * @param by what stands there instead; null where it is left out
     * @param right statuses, 0 for no answer at all
     */
    HostileMessage(String method, String replaced, String by, Set<Integer> right) {
        this.method = method;
        this.replaced = replaced;
        this.by = by;
        this.right = right;
    }

    public boolean accepts(int status) {
        return right.contains(status);
    }

    /** No answer is the only right one. */
    public boolean isToBeDropped() {
        return right.equals(Set.of(0));
    }

    /** The message, from a port of the stranger's address. */
    public byte[] bytes(int fromPort) {
        String branch = "z9hG4bK" + Long.toHexString(System.nanoTime());
        String cseqMethod = method.replaceAll("\\W.*", "");
        String[] lines = {
            method + " sip:1001@127.0.0.1 SIP/2.0",
            "Via: SIP/2.0/UDP 127.0.0.77:" + fromPort + ";rport;branch=" + branch,
            "Max-Forwards: 70",
            "From: <sip:1001@127.0.0.1>;tag=" + branch.substring(9),
            "To: <sip:1001@127.0.0.1>",
            "Call-ID: " + branch + "@hostile",
            "CSeq: 8 " + cseqMethod,
            "Contact: <sip:1001@127.0.0.77:" + fromPort + ">",
            "User-Agent: hostile",
            "Content-Length: 0"
        };
        StringBuilder message = new StringBuilder();
        for (String line : lines) {
            String said = line.startsWith(replaced) ? by : line;
            if (said != null) {
                message.append(said).append("\r\n");
            }
        }
        return message.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A copy with a few bytes changed, cut, doubled or put in. */
    public static byte[] mutated(byte[] message, Random random) {
        byte[] now = message.clone();
        for (int i = random.nextInt(12); i >= 0 && now.length > 0; i--) {
            int at = random.nextInt(now.length);
            int count = Math.min(now.length - at, 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> now[at] = (byte) random.nextInt(256);
                case 1 -> now = spliced(now, at, count, new byte[0]);
                case 2 -> now = spliced(now, at, 0, noise(random));
                case 3 -> now = spliced(now, at, 0, Arrays.copyOfRange(now, at, at + count));
                default -> now = spliced(now, at, 0, TRAPS[random.nextInt(TRAPS.length)]);
            }
        }
        return now.length > 60000 ? Arrays.copyOf(now, 60000) : now;
    }

    private static final byte[][] TRAPS = {
        "\r\n".getBytes(StandardCharsets.US_ASCII),
        "\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        "\r\n\t".getBytes(StandardCharsets.US_ASCII),
        "999999999999".getBytes(StandardCharsets.US_ASCII),
        "%s%n%00".getBytes(StandardCharsets.US_ASCII),
        ";a=b".repeat(300).getBytes(StandardCharsets.US_ASCII),
        ",".repeat(50).getBytes(StandardCharsets.US_ASCII),
        "\"<>\\".getBytes(StandardCharsets.US_ASCII),
        {0, -1, -2}
    };

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(30)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] in, int at, int cut, byte[] put) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(in, 0, at);
        out.writeBytes(put);
        out.write(in, at + cut, in.length - at - cut);
        return out.toByteArray();
    }

    private static String repeat(String text, String separator, int count) {
        return IntStream.range(0, count).mapToObj(i -> text).collect(Collectors.joining(separator));
    }
}

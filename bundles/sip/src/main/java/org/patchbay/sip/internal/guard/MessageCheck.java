package org.patchbay.sip.internal.guard;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A first look at a message before the stack's parser sees it, which trusts what it reads: first
 * line, mandatory headers, their number and length, Content-Length (RFC 3261 §7, §8.1.1, §16.3). It
 * keeps nothing and allocates no more than the message is long.
 */
public final class MessageCheck {
    /** Header lines, Via lines among them. */
    static final int MAX_HEADERS = 200;

    static final int MAX_VIAS = 70;
    static final int MAX_HEADER_BYTES = 4096;
    private static final int MAX_METHOD_CHARS = 64;
    private static final int MAX_MAX_FORWARDS = 255;
    private static final String VERSION = "SIP/2.0";

    private MessageCheck() {}

    /** What to do with a message. */
    public sealed interface Verdict {
        /**
         * Let the parser have it.
         *
         * @param length without what follows the body (RFC 3261 §18.3)
         */
        record Pass(int length) implements Verdict {}

        /** Line ends only (RFC 5626 §4.4.1). */
        record KeepAlive() implements Verdict {}

        /** No answer can or should be made: count it. */
        record Drop(String why) implements Verdict {}

        /** A request that can be answered: send this. */
        record Refuse(int status, byte[] response) implements Verdict {}
    }

    /**
     * @param data not kept, not changed
     */
    public static Verdict check(byte[] data, int offset, int length) {
        String text = new String(data, offset, length, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < length && "\r\n\0 ".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        if (start == length) {
            return new Verdict.KeepAlive();
        }
        MessageLines lines = MessageLines.read(text, start);
        if (lines.first().startsWith("SIP/")) {
            return response(lines, length);
        }
        return request(lines, length);
    }

    private static Verdict response(MessageLines lines, int length) {
        String first = lines.first();
        boolean status =
                first.regionMatches(true, 0, VERSION + " ", 0, 8)
                        && first.length() >= 11
                        && Digits.upTo(first.substring(8, 11), 699) >= 100
                        && (first.length() == 11 || first.charAt(11) == ' ');
        if (!status) {
            return new Verdict.Drop("status line");
        }
        return headerFault(lines, "")
                .or(() -> lengthFault(lines, length))
                .<Verdict>map(Verdict.Drop::new)
                .orElseGet(() -> pass(lines, length));
    }

    private static Verdict request(MessageLines lines, int length) {
        String first = lines.first();
        int blank = first.indexOf(' ');
        String method = blank < 0 ? first : first.substring(0, blank);
        if (method.length() > MAX_METHOD_CHARS || !Tokens.isToken(method)) {
            return new Verdict.Drop("request line");
        }
        String rest = first.substring(method.length());
        int status = requestLineStatus(rest);
        Optional<String> fault =
                status == 400
                        ? Optional.of("Bad request line")
                        : headerFault(lines, method).or(() -> lengthFault(lines, length));
        if (fault.isPresent()) {
            return refuse(lines, method, 400, fault.get());
        }
        return status == 505
                ? refuse(lines, method, 505, "Version not supported")
                : pass(lines, length);
    }

    /**
     * 0 where it is well formed: one blank, a URI without blanks or brackets, one blank, SIP/2.0.
     */
    private static int requestLineStatus(String rest) {
        int last = rest.lastIndexOf(' ');
        if (last < 2 || rest.indexOf(' ', 1) != last || rest.indexOf('\t') >= 0) {
            return 400;
        }
        String uri = rest.substring(1, last);
        String version = rest.substring(last + 1);
        if (uri.startsWith("<") || uri.indexOf(':') <= 0) {
            return 400;
        }
        if (version.equalsIgnoreCase(VERSION)) {
            return 0;
        }
        return version.matches("(?i)SIP/[0-9]{1,4}\\.[0-9]{1,4}") ? 505 : 400;
    }

    /** Empty where nothing is wrong. {@code method} is empty for a response. */
    private static Optional<String> headerFault(MessageLines lines, String method) {
        if (lines.fault().isPresent()) {
            return lines.fault();
        }
        if (lines.count("via") == 0) {
            return Optional.of("No Via");
        }
        if (lines.count("via") > MAX_VIAS) {
            return Optional.of("Too many Via");
        }
        for (String name : MessageLines.MANDATORY) {
            if (lines.count(name) != 1 || lines.value(name).isEmpty()) {
                return Optional.of("Needs one " + name);
            }
        }
        if (lines.count("refer-to") > 1) {
            return Optional.of("More than one Refer-To"); // the parser keeps the first
        }
        if (!Tokens.quotesAreBalanced(lines.value("from"))
                || !Tokens.quotesAreBalanced(lines.value("to"))) {
            return Optional.of("Quotes not balanced");
        }
        return cseqFault(lines.value("cseq"), method).or(() -> maxForwardsFault(lines));
    }

    private static Optional<String> cseqFault(String cseq, String method) {
        int end = 0;
        while (end < cseq.length() && cseq.charAt(end) > ' ') {
            end++;
        }
        String named = cseq.substring(end).strip();
        // RFC 3261 §8.1.1.5: below 2^31
        if (Digits.upTo(cseq.substring(0, end), Integer.MAX_VALUE) < 0 || !Tokens.isToken(named)) {
            return Optional.of("Bad CSeq");
        }
        return method.isEmpty() || named.equals(method)
                ? Optional.empty()
                : Optional.of("CSeq is of another method");
    }

    private static Optional<String> maxForwardsFault(MessageLines lines) {
        int count = lines.count("max-forwards");
        boolean fine =
                count == 0
                        || count == 1
                                && Digits.upTo(lines.value("max-forwards"), MAX_MAX_FORWARDS) >= 0;
        return fine ? Optional.empty() : Optional.of("Bad Max-Forwards");
    }

    private static Optional<String> lengthFault(MessageLines lines, int length) {
        if (lines.count("content-length") == 0) {
            return Optional.empty();
        }
        int body = Digits.upTo(lines.value("content-length"), Integer.MAX_VALUE);
        if (body < 0 || !lines.allTheSame("content-length")) {
            return Optional.of("Bad Content-Length");
        }
        return body > length - lines.bodyStart()
                ? Optional.of("Content-Length is more than there is")
                : Optional.empty();
    }

    private static Verdict pass(MessageLines lines, int length) {
        if (lines.count("content-length") == 0) {
            return new Verdict.Pass(length);
        }
        int body = Digits.upTo(lines.value("content-length"), Integer.MAX_VALUE);
        return new Verdict.Pass(lines.bodyStart() + body);
    }

    private static Verdict refuse(MessageLines lines, String method, int status, String why) {
        if (method.equals("ACK")) {
            return new Verdict.Drop(why); // RFC 3261 §17.1.1.3: nobody waits for an answer
        }
        return Refusal.of(lines, status, why)
                .<Verdict>map(response -> new Verdict.Refuse(status, response))
                .orElseGet(() -> new Verdict.Drop(why));
    }
}

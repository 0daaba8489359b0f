package org.patchbay.sip.internal.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds which call a message belongs to without parsing it. Pure; takes any bytes. */
final class Headlines {
    private static final byte[] CALL_ID = bytes("call-id");
    private static final byte[] COMPACT = bytes("i");
    private static final byte[] CSEQ = bytes("cseq");

    private static final List<String> OF_NO_CALL = List.of(" REGISTER", " OPTIONS", " SUBSCRIBE");

    private Headlines() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty where there is none, and for what is of no call. */
    static String callIdOf(byte[] message) {
        String callId = "";
        boolean ofCall = false;
        int line = next(message, 0);
        while (line < message.length && message[line] != '\r' && message[line] != '\n') {
            int end = next(message, line);
            if (named(message, line, CALL_ID) || named(message, line, COMPACT)) {
                callId = value(message, line, end);
            } else if (named(message, line, CSEQ)) {
                String cseq = value(message, line, end);
                if (OF_NO_CALL.stream().anyMatch(cseq::endsWith)) {
                    return "";
                }
                ofCall = true;
            }
            if (ofCall && !callId.isEmpty()) {
                return callId;
            }
            line = end;
        }
        return "";
    }

    /** Behind the end of that line. */
    private static int next(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != '\n') {
            at++;
        }
        return Math.min(message.length, at + 1);
    }

    /**
     * @param name lower case
     */
    private static boolean named(byte[] message, int line, byte[] name) {
        int at = line + name.length;
        if (at > message.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            byte found = message[line + i];
            if (found != name[i] && (found | 0x20) != name[i]) {
                return false;
            }
        }
        while (at < message.length && (message[at] == ' ' || message[at] == '\t')) {
            at++;
        }
        return at < message.length && message[at] == ':';
    }

    private static String value(byte[] message, int from, int end) {
        String text = new String(message, from, end - from, StandardCharsets.US_ASCII);
        return text.substring(text.indexOf(':') + 1).strip();
    }
}

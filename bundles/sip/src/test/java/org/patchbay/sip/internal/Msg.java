package org.patchbay.sip.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A SIP message as lines, for a peer that does exactly what a test says. */
record Msg(String first, List<String> lines, String body) {
    static Msg parse(byte[] bytes) {
        return parse(bytes, bytes.length);
    }

    static Msg parse(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String[] head = text.substring(0, end < 0 ? text.length() : end).split("\r\n");
        if (head.length == 0) {
            return new Msg("", List.of(), "");
        }
        List<String> lines = new ArrayList<>(List.of(head).subList(1, head.length));
        return new Msg(head[0], lines, end < 0 ? "" : text.substring(end + 4));
    }

    boolean isRequest(String method) {
        return first.startsWith(method + " ");
    }

    boolean isResponse() {
        return first.startsWith("SIP/2.0 ");
    }

    int status() {
        return isResponse() ? Integer.parseInt(first.substring(8, 11)) : 0;
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                String value = line.substring(name.length() + 1).trim();
                values.addAll(List.of(value.split(",(?=<)")));
            }
        }
        return values;
    }

    String header(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    Optional<String> tag(String name) {
        String value = header(name);
        int at = value.indexOf(";tag=");
        return at < 0 ? Optional.empty() : Optional.of(value.substring(at + 5).split(";")[0]);
    }

    long cseq() {
        return Long.parseLong(header("CSeq").split(" ")[0]);
    }

    String cseqMethod() {
        return header("CSeq").split(" ")[1];
    }

    /** What acknowledges it, where it is a reliable provisional response. */
    String rack() {
        return "RAck: " + header("RSeq") + " " + cseq() + " INVITE\r\n";
    }

    String contactUri() {
        String value = header("Contact");
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }
}

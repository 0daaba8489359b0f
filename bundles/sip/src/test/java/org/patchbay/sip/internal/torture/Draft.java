package org.patchbay.sip.internal.torture;

import java.util.ArrayList;
import java.util.List;

/** A message under construction: a plain good one, of which single parts are then made hard. */
final class Draft {
    private String first;
    private final List<String> headers = new ArrayList<>();
    private String body = "";
    private String contentLength = "Content-Length: {length}";

    private Draft(String first) {
        this.first = first;
    }

    /**
     * A good request, with a Call-ID and a branch made of the name. Who sends it puts his port and
     * transport in.
     */
    static Draft request(String method, String name) {
        String to = method.equals("REGISTER") ? "caller" : "desk";
        return new Draft(method + " sip:desk@pbx.example SIP/2.0")
                .with("Via: SIP/2.0/{transport} caller.example:{port};branch=z9hG4bK-" + name)
                .with("Max-Forwards: 70")
                .with("From: <sip:caller@caller.example>;tag=f-" + name)
                .with("To: <sip:" + to + "@pbx.example>")
                .with("Call-ID: " + name + ".torture@caller.example")
                .with("CSeq: 42 " + method)
                .with("Contact: <sip:caller@caller.example>");
    }

    /** A good response to nobody's request. */
    static Draft response(String statusLine, String name) {
        Draft draft = request("OPTIONS", name).without("Max-Forwards");
        draft.first = statusLine;
        return draft.set("To", "To: <sip:desk@pbx.example>;tag=t-" + name);
    }

    Draft first(String line) {
        first = line;
        return this;
    }

    Draft with(String header) {
        headers.add(header);
        return this;
    }

    /** Puts {@code header} in the place of the one with that name. */
    Draft set(String name, String header) {
        headers.replaceAll(h -> h.startsWith(name + ":") ? header : h);
        return this;
    }

    Draft without(String name) {
        headers.removeIf(h -> h.startsWith(name + ":"));
        return this;
    }

    /** {@code {length}} in it stands for the body's true length. */
    Draft contentLength(String header) {
        contentLength = header;
        return this;
    }

    Draft body(String type, String text) {
        body = text;
        return with("Content-Type: " + type);
    }

    /** Each character is one byte. */
    String text() {
        StringBuilder out = new StringBuilder(first).append("\r\n");
        headers.forEach(h -> out.append(h).append("\r\n"));
        if (!contentLength.isEmpty()) {
            String length = Integer.toString(body.length());
            out.append(contentLength.replace("{length}", length)).append("\r\n");
        }
        return out.append("\r\n").append(body).toString();
    }
}

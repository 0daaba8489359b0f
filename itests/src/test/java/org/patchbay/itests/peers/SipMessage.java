package org.patchbay.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A SIP message as the raw agent saw it.
 *
 * @param code 0 in a request
 * @param method empty in a response
 * @param headers in their order, with long names in lower case
 * @param atSeconds when it came, since 1970
 */
public record SipMessage(
        int code,
        String reason,
        String method,
        String uri,
        List<Header> headers,
        String body,
        double atSeconds) {
    /** One header line. */
    public record Header(String name, String value) {}

    static SipMessage of(JsonNode json) {
        List<Header> headers = new ArrayList<>();
        json.get("headers")
                .forEach(h -> headers.add(new Header(h.get(0).asText(), h.get(1).asText())));
        return new SipMessage(
                json.get("code").asInt(),
                json.get("reason").asText(),
                json.get("method").asText(),
                json.get("uri").asText(),
                List.copyOf(headers),
                json.get("body").asText(),
                json.get("at").asDouble());
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream().filter(h -> h.name().equals(wanted)).map(Header::value).findFirst();
    }

    public List<String> headers(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream().filter(h -> h.name().equals(wanted)).map(Header::value).toList();
    }

    @Override
    public String toString() {
        return code > 0 ? code + " " + reason : method + " " + uri;
    }
}

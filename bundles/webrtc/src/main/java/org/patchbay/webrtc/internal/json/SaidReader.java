package org.patchbay.webrtc.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.call.api.TransferTo;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.webrtc.internal.desk.Said;

/** Reads what a page says. Everything about it is bounded here. Any thread. */
public final class SaidReader {
    /** A whole message. */
    public static final int MAX_CHARS = 64 * 1024;

    static final int MAX_SDP = 16 * 1024;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");
    private static final int MAX_TYPE = 32;

    private final ObjectReader mapper =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(4)
                                                    // Jackson looks at it now and then only,
                                                    // and knows no names: the fields' own do.
                                                    .maxStringLength(MAX_CHARS)
                                                    .maxNumberLength(20)
                                                    .maxNameLength(64)
                                                    .maxDocumentLength(MAX_CHARS)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .readerFor(JsonNode.class)
                    .with(
                            com.fasterxml.jackson.databind.DeserializationFeature
                                    .FAIL_ON_TRAILING_TOKENS);

    /**
     * @throws BadWord where it is nothing that a page may say
     */
    public Said read(String json) throws BadWord {
        if (json.length() > MAX_CHARS) {
            throw new BadWord("", "longer than " + MAX_CHARS + " characters");
        }
        JsonNode node;
        try {
            node = mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new BadWord("", "no JSON, or more of it than a page has to say");
        }
        if (node == null || !node.isObject() || !node.path("type").isTextual()) {
            throw new BadWord("", "not an object with a type");
        }
        String type = node.path("type").textValue();
        return said(new Fields(node, type.length() > MAX_TYPE ? "" : type));
    }

    private static Said said(Fields f) throws BadWord {
        return switch (f.type) {
            case "call" -> new Said.Call(f.number("to"));
            case "webrtc-offer" -> new Said.Offer(f.id("session"), f.text("sdp", MAX_SDP));
            case "webrtc-link" -> new Said.Link(f.id("call"), f.id("session"));
            case "candidate" -> new Said.Candidate(f.id("session"), f.candidate());
            case "webrtc-restart" -> new Said.Restart(f.id("session"), f.text("sdp", MAX_SDP));
            case "decline" -> new Said.Decline(f.id("call"));
            case "ignore" -> new Said.Ignore(f.id("call"));
            case "hangup" -> new Said.Hangup(f.id("call"));
            case "hold" -> new Said.Hold(f.id("call"), f.flag("on"));
            case "join" -> new Said.Join(f.id("call"), f.number("to"));
            case "key" -> new Said.Key(f.id("call"), f.key());
            case "transfer" -> f.transfer();
            case "resume" -> new Said.Resume(f.id("token"));
            default -> throw new BadWord("", "an unknown type");
        };
    }

    /** The fields of one message. */
    private record Fields(JsonNode node, String type) {
        String text(String name, int most) throws BadWord {
            JsonNode value = node.path(name);
            if (!value.isTextual() || value.textValue().length() > most) {
                throw new BadWord(type, name + ": a text of at most " + most + " is needed");
            }
            return value.textValue();
        }

        String id(String name) throws BadWord {
            String value = text(name, 64);
            if (!ID.matcher(value).matches()) {
                throw new BadWord(type, name + ": an id of letters, digits and . _ ~ - is needed");
            }
            return value;
        }

        String number(String name) throws BadWord {
            String value = text(name, TransferTo.Number.MAX_LENGTH).strip();
            if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ')) {
                throw new BadWord(type, name + ": a number is needed");
            }
            return value;
        }

        boolean flag(String name) throws BadWord {
            if (!node.path(name).isBoolean()) {
                throw new BadWord(type, name + ": true or false is needed");
            }
            return node.path(name).booleanValue();
        }

        char key() throws BadWord {
            String key = text("key", 1);
            if (!KEY.matcher(key).matches()) {
                throw new BadWord(type, "key: one of 0-9 * # A-D is needed");
            }
            return key.charAt(0);
        }

        /** Null, or an empty text, is the end of them. */
        String candidate() throws BadWord {
            return node.path("candidate").isNull()
                    ? ""
                    : text("candidate", IceCandidate.MAX_LENGTH);
        }

        Said transfer() throws BadWord {
            boolean toNumber = node.has("to");
            if (toNumber == node.has("other")) {
                throw new BadWord(type, "either to or other is needed");
            }
            return new Said.Transfer(
                    id("call"),
                    toNumber ? Optional.of(number("to")) : Optional.empty(),
                    toNumber ? Optional.empty() : Optional.of(id("other")));
        }
    }
}

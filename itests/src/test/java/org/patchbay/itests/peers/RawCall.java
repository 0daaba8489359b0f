package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.StolenTime;
import org.patchbay.itests.sound.Tone;

/** One call of a {@link RawPhone}. */
public final class RawCall implements Ear {
    private final RawPhone phone;
    private final int number;
    private final SipMessage first;
    private double listensSince;
    private int recordings;

    /**
     * @param first the final response to our INVITE, or the INVITE that came; null where we do not
     *     wait
     */
    RawCall(RawPhone phone, int number, SipMessage first) {
        this.phone = phone;
        this.number = number;
        this.first = first;
    }

    /** What packets came while we listened. */
    public record Packets(
            int count,
            int lost,
            int longestGapMs,
            double longestGapAt,
            List<Integer> payloadTypes) {
        /** What of the longest gap the host of the machine took from everybody. */
        public long stolenMs() {
            return StolenTime.ms(longestGapAt - longestGapMs / 1000.0, longestGapAt);
        }
    }

    /** The response to our INVITE, or the INVITE that came to us. */
    public SipMessage first() {
        if (first == null) {
            throw new AssertionError(phone.user() + " got no response to its INVITE");
        }
        return first;
    }

    public RawCall answeredOk() {
        assertEquals(200, first().code(), () -> phone.user() + "'s call: " + first);
        return this;
    }

    /** The next provisional response of at least that status, or the final one. */
    public SipMessage provisional(int code) {
        return RawPhone.message(ask("provisional", o -> o.put("code", code)));
    }

    /** The final response to our INVITE, acknowledged. */
    public SipMessage finalResponse() {
        return RawPhone.message(ask("final", o -> {}));
    }

    /** Answers what came in, with PCMU or PCMA; returns when the ACK is there. */
    public RawCall answer() {
        ask("answer", o -> {});
        return this;
    }

    public RawCall answer(String codec) {
        ask("answer", o -> o.putArray("codecs").add(codec));
        return this;
    }

    /** Sound before the answer, both ways (183 with SDP). */
    public void progress() {
        ask("progress", o -> {});
    }

    /** Takes the sound before the answer; the provisional response that brought it. */
    public SipMessage early() {
        return RawPhone.message(ask("early", o -> {}));
    }

    public void reject(int code) {
        ask("reject", o -> o.put("code", code));
    }

    public void cancel() {
        ask("cancel", o -> {});
    }

    /** Hangs up; the server's response must be 200. */
    public void hangUp() {
        SipMessage response = RawPhone.message(ask("bye", o -> {}));
        assertEquals(200, response.code(), () -> "BYE: " + response);
    }

    /** A re-INVITE with that direction, such as {@code sendonly}; its final response. */
    public SipMessage reInvite(String direction) {
        return RawPhone.message(ask("reinvite", o -> o.put("direction", direction)));
    }

    /** The same with those codecs, in that order; what it sends stays as it is. */
    public SipMessage reInvite(String direction, List<String> codecs) {
        return RawPhone.message(
                ask(
                        "reinvite",
                        o -> {
                            o.put("direction", direction);
                            codecs.forEach(o.putArray("codecs")::add);
                        }));
    }

    public SipMessage reInviteWithoutOffer() {
        return RawPhone.message(ask("reinvite", o -> o.put("offerless", true)));
    }

    /** Two re-INVITEs at once, the second before the first is answered; both responses. */
    public List<SipMessage> reInviteTwice() {
        return RawPhone.messages(ask("reinvite_twice", o -> {}));
    }

    public SipMessage inDialog(String method, String headers) {
        return RawPhone.message(
                ask("in_dialog", o -> o.put("method", method).put("headers", headers)));
    }

    /** The call's dialog as a Refer-To or a Replaces names it, our tag last. */
    public String dialog() {
        boolean incoming = first().code() == 0;
        String here = tag(first().header(incoming ? "To" : "From").orElse(""));
        String there = tag(first().header(incoming ? "From" : "To").orElse(""));
        return first().header("Call-ID").orElse("") + ";to-tag=" + there + ";from-tag=" + here;
    }

    private static String tag(String address) {
        return address.replaceFirst(".*;tag=", "").replaceFirst(";.*", "");
    }

    /** Waits until that many requests of that method came inside the call. */
    public List<SipMessage> requests(String method, int count) {
        List<SipMessage> all =
                RawPhone.messages(ask("requests", o -> o.put("method", method).put("n", count)));
        assertTrue(
                all.size() >= count,
                () -> phone.user() + " got " + all.size() + " " + method + ", not " + count);
        return all;
    }

    /** The request of that method, once it came. */
    public SipMessage request(String method) {
        return requests(method, 1).get(0);
    }

    /** How many requests of that method came so far. */
    public int requestsSoFar(String method) {
        return RawPhone.messages(ask("requests", o -> o.put("method", method).put("n", 0))).size();
    }

    /** From now on nothing inside the call is answered of its own. */
    public void takeOver() {
        ask("manual", o -> {});
    }

    public void reply(String method, int code) {
        ask("reply", o -> o.put("method", method).put("code", code));
    }

    /** {@code new}, {@code up}, {@code down}, {@code cancelled} or {@code failed}. */
    public String state() {
        return ask("state", o -> {}).asText();
    }

    public void hasEnded() {
        request("BYE");
        assertEquals("down", state());
    }

    /** Where the server expects our sound. */
    public InetSocketAddress mediaOfServer() {
        JsonNode media = ask("media_of", o -> {});
        return new InetSocketAddress(media.get("to").asText(), media.get("to_port").asInt());
    }

    /** Where we expect the server's sound. */
    public InetSocketAddress mediaHere() {
        JsonNode media = ask("media_of", o -> {});
        return new InetSocketAddress(media.get("here").asText(), media.get("here_port").asInt());
    }

    public void press(String digits) {
        ask("dtmf", o -> o.put("digits", digits));
    }

    /** Keys as tones in the audio. */
    public void pressTones(String digits) {
        ask("tones", o -> o.put("digits", digits));
    }

    /** A key by INFO; the status of the response. */
    public int pressByInfo(char key) {
        JsonNode response =
                ask(
                        "in_dialog",
                        o -> {
                            o.put("method", "INFO").put("content_type", "application/dtmf-relay");
                            o.put("body", "Signal=" + key + "\r\nDuration=120\r\n");
                        });
        return RawPhone.message(response).code();
    }

    public String digitsHeard() {
        return ask("digits", o -> {}).asText();
    }

    /** Stops or goes on sending sound. */
    public void quiet(boolean on) {
        ask("quiet", o -> o.put("on", on));
    }

    @Override
    public Tone tone() {
        return phone.tone();
    }

    @Override
    public void listen() {
        listensSince = System.currentTimeMillis() / 1000.0;
    }

    @Override
    public Recording heard(double seconds) {
        Path wav = phone.folder().resolve("call" + number + "-heard" + ++recordings + ".wav");
        record(wav, seconds);
        return Recording.of(phone.user(), wav, listensSince);
    }

    /** What came on the wire since {@link #listen()}, whatever codec it is in. */
    public Packets packets(double seconds) {
        JsonNode stats = record(phone.folder().resolve("packets.wav"), seconds);
        List<Integer> types =
                RawPhone.JSON.convertValue(
                        stats.get("pts"),
                        RawPhone.JSON
                                .getTypeFactory()
                                .constructCollectionType(List.class, Integer.class));
        return new Packets(
                stats.get("packets").asInt(),
                stats.get("lost").asInt(),
                stats.get("max_gap_ms").asInt(),
                stats.get("max_gap_at").asDouble(),
                types);
    }

    private JsonNode record(Path wav, double seconds) {
        return ask(
                "record",
                o -> {
                    o.put("path", wav.toString());
                    o.put("since", listensSince).put("until", listensSince + seconds);
                });
    }

    private JsonNode ask(String op, Consumer<ObjectNode> arguments) {
        return phone.ask(
                op,
                o -> {
                    o.put("call", number);
                    arguments.accept(o);
                });
    }
}

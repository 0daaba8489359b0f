package org.patchbay.media.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;

/**
 * Offer and answer of one session (RFC 3264): what is open, what is in force, and what our next
 * description says. No sockets and no codecs inside; used by one thread at a time.
 */
final class Negotiation {
    private static final int PTIME_MS = 20;

    /** The sixteen keys (RFC 4733 §3.2). */
    private static final String KEYS = "0-15";

    private final String address;
    private final int port;
    private final List<String> wanted;
    private final Supplier<List<Codec>> codecs;
    private final long sessionId;
    private final SdesKeys keys;
    private final DtmfForm dtmf;
    private final PayloadTypes payloadTypes = new PayloadTypes();

    private boolean held;
    private Agreement inForce;
    private SessionDescription lastLocal;

    /** Our last offer; answers to it are taken until something newer comes. */
    private LocalAudio offered;

    private boolean offerOpen;
    private Proposal proposal;

    private record Proposal(SessionDescription description, Agreement agreement) {}

    /**
     * @param address as the peer reaches us
     * @param wanted names of codecs by falling preference, empty for all
     * @param codecs those that there are now, best first
     * @param keying whether and how packets are protected
     * @param dtmf how keys are sent
     */
    Negotiation(
            String address,
            int port,
            List<String> wanted,
            Supplier<List<Codec>> codecs,
            long sessionId,
            MediaKeying keying,
            DtmfForm dtmf) {
        this.address = address;
        this.port = port;
        this.wanted = List.copyOf(wanted);
        this.codecs = codecs;
        this.sessionId = sessionId;
        this.keys = new SdesKeys(keying);
        this.dtmf = dtmf;
    }

    DtmfForm dtmf() {
        return dtmf;
    }

    void hold(boolean value) {
        held = value;
    }

    SessionDescription offer() {
        if (offerOpen || proposal != null) {
            throw new IllegalStateException(
                    offerOpen ? "our offer is open" : "the peer's offer is open");
        }
        Map<String, Codec> usable = inForce == null ? available() : inForce.codecs();
        List<AudioFormat> formats = inForce == null ? formats(usable) : formatsInForce();
        if (usable.isEmpty()) {
            throw new NoCommonFormatException("there is no codec to offer");
        }
        LocalCrypto crypto = inForce == null ? keys.all() : keys.inForce(inForce.audio().crypto());
        LocalAudio local = local(formats, crypto, version());
        SessionDescription description = OfferAnswer.offer(local);
        if (lastLocal != null && !description.equals(lastLocal)) {
            local = local(formats, crypto, version() + 1);
            description = OfferAnswer.offer(local);
        }
        lastLocal = description;
        offered = local;
        offerOpen = true;
        return description;
    }

    /** The peer's answer; the first one closes the offer, later ones replace it. */
    Agreement accept(SessionDescription answer) {
        if (offered == null || proposal != null) {
            throw new IllegalStateException("no offer of ours waits for an answer");
        }
        AgreedAudio agreed = OfferAnswer.agree(offered, answer);
        // Looked up now: an offer must not hold on to a codec that nobody uses.
        return settle(agreement(agreed, available()));
    }

    SessionDescription propose(SessionDescription offer) {
        if (offerOpen || proposal != null) {
            throw new IllegalStateException(
                    offerOpen ? "our own offer is open" : "another offer of the peer is open");
        }
        Map<String, Codec> usable = available();
        if (usable.isEmpty()) {
            throw new NoCommonFormatException("there is no codec to answer with");
        }
        List<AudioFormat> formats = formats(usable);
        LocalCrypto crypto = keys.all();
        OfferAnswer.Answer answer = answer(offer, local(formats, crypto, version()));
        if (lastLocal != null && !answer.description().equals(lastLocal)) {
            answer = answer(offer, local(formats, crypto, version() + 1));
        }
        proposal = new Proposal(answer.description(), agreement(answer.agreed(), usable));
        return answer.description();
    }

    private Agreement agreement(AgreedAudio agreed, Map<String, Codec> usable) {
        return new Agreement(agreed, used(agreed, usable), keys.byDtls());
    }

    private OfferAnswer.Answer answer(SessionDescription offer, LocalAudio local) {
        return inForce == null
                ? OfferAnswer.answer(offer, local)
                : OfferAnswer.answer(offer, local, inForce.audio().send());
    }

    /** What {@link #commit} would put in force. */
    Agreement proposed() {
        if (proposal == null) {
            throw new IllegalStateException("no offer of the peer is open");
        }
        return proposal.agreement();
    }

    Agreement commit() {
        Agreement agreement = proposed();
        lastLocal = proposal.description();
        proposal = null;
        offered = null;
        return settle(agreement);
    }

    private Agreement settle(Agreement agreement) {
        inForce = agreement;
        offerOpen = false;
        payloadTypes.learn(agreement.audio());
        keys.settle(agreement.audio().crypto());
        return agreement;
    }

    void rollback() {
        proposal = null;
        if (offerOpen) {
            offerOpen = false;
            offered = null;
        }
    }

    private long version() {
        return lastLocal == null ? sessionId : lastLocal.origin().version();
    }

    private LocalAudio local(List<AudioFormat> formats, LocalCrypto crypto, long version) {
        Direction direction = held ? Direction.SENDONLY : Direction.SENDRECV;
        return new LocalAudio(
                address, port, formats, direction, PTIME_MS, sessionId, version, crypto);
    }

    /** The codecs of this session, best first: those that there are, and those that it runs on. */
    private Map<String, Codec> available() {
        Map<String, Codec> found = new LinkedHashMap<>();
        List<Codec> now = codecs.get();
        if (wanted.isEmpty()) {
            now.forEach(c -> found.put(c.key(), c));
        }
        for (String name : wanted) {
            now.stream()
                    .filter(c -> c.name().equalsIgnoreCase(name))
                    .forEach(c -> found.putIfAbsent(c.key(), c));
        }
        if (inForce != null) {
            // A codec whose bundle is gone goes on here; one that was replaced is not swapped.
            found.putAll(inForce.codecs());
        }
        return found;
    }

    private List<AudioFormat> formats(Map<String, Codec> usable) {
        List<AudioFormat> formats = new ArrayList<>();
        Set<Integer> clocks = new LinkedHashSet<>();
        for (Codec codec : usable.values()) {
            formats.add(codec.format(payloadTypes.of(codec)));
            clocks.add(codec.clockRateHz());
        }
        if (!dtmf.knowsEvents()) {
            return formats;
        }
        // Many phones know keys at no other clock, beside Opus too.
        clocks.add(8000);
        for (int clock : clocks) {
            AudioFormat event =
                    AudioFormat.of(
                            payloadTypes.ofTelephoneEvent(clock),
                            AudioFormat.TELEPHONE_EVENT,
                            clock);
            formats.add(event.withParameters(KEYS));
        }
        return formats;
    }

    /** What is in force, the format that we send first. */
    private List<AudioFormat> formatsInForce() {
        AgreedAudio agreed = inForce.audio();
        List<AudioFormat> formats = new ArrayList<>();
        for (AudioFormat f : agreed.receive()) {
            AudioFormat ours = inForce.codecs().get(Codec.key(f)).format(f.payloadType());
            formats.add(f.sameCoding(agreed.send()) ? 0 : formats.size(), ours);
        }
        for (AudioFormat f : agreed.receiveTelephoneEvents()) {
            formats.add(f.withParameters(KEYS));
        }
        return formats;
    }

    private static Map<String, Codec> used(AgreedAudio agreed, Map<String, Codec> usable) {
        Map<String, Codec> used = new LinkedHashMap<>();
        List<AudioFormat> all = new ArrayList<>(agreed.receive());
        all.add(agreed.send());
        for (AudioFormat format : all) {
            Codec codec = usable.get(Codec.key(format));
            if (codec == null) {
                throw new NoCommonFormatException("no codec for " + format.rtpmap());
            }
            used.put(codec.key(), codec);
        }
        return used;
    }
}

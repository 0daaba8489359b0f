package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.message.Request;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.stats.SipCounters;

/**
 * Answers without a transaction (RFC 3261 §8.2.7): what the stack makes none of, what is not worth
 * one, and what may be answered twice. Any thread.
 */
final class StatelessUas {
    private static final String MAC = "HmacSHA256";
    private static final int TAG_BYTES = 8;

    private final SecretKeySpec key;
    private final Supplier<SipProvider> provider;
    private final MessageWriter writer;
    private final SipCounters counters;

    StatelessUas(Supplier<SipProvider> provider, MessageWriter writer, SipCounters counters) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, MAC);
        this.provider = provider;
        this.writer = writer;
        this.counters = counters;
    }

    /**
     * Whether no transaction is needed, which would keep the message for 32 s: for OPTIONS, and a
     * REGISTER, SUBSCRIBE or INVITE that is only to be challenged. On a stream nothing is sent
     * again.
     *
     * @param trusts whose INVITE is a call without credentials
     */
    static boolean suffices(SIPRequest request, Predicate<Peer> trusts) {
        if (request.getToTag() != null
                || !"udp".equalsIgnoreCase(request.getTopmostVia().getTransport())) {
            return false;
        }
        return switch (request.getMethod()) {
            case Request.OPTIONS -> true;
            case Request.REGISTER, Request.SUBSCRIBE ->
                    request.getHeader(AuthorizationHeader.NAME) == null;
            case Request.INVITE ->
                    request.getHeader(ProxyAuthorizationHeader.NAME) == null
                            && !trusts.test(MessageReader.peer(request));
            default -> false;
        };
    }

    Responder responder(SIPRequest request) {
        return new Responder() {
            @Override
            public boolean keepsState() {
                return false;
            }

            @Override
            public void respond(Reply reply) {
                StatelessUas.this.respond(request, reply);
            }

            @Override
            public void repeat() {}
        };
    }

    void respond(SIPRequest request, Reply reply) {
        try {
            if (!request.getMethod().equals(Request.ACK)) {
                Reply tagged = reply.tag(tagOf(request));
                provider.get().sendResponse(writer.response(request, tagged));
                counters.sent();
            }
        } catch (SipException | ParseException | RuntimeException e) {
            counters.unsendable();
        }
    }

    /**
     * Without a state the same request must get the same tag again (§8.2.7), and nobody else may
     * guess it (§19.3).
     */
    private String tagOf(SIPRequest request) {
        String name =
                String.join(
                        "\n",
                        request.getTopmostVia().getBranch(),
                        request.getCallId().getCallId(),
                        request.getFromTag(),
                        request.getCSeq().getSeqNumber() + request.getMethod());
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] proof = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(proof, 0, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + MAC, e);
        }
    }
}

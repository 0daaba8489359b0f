package org.patchbay.webrtc.internal.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.ice4j.StunException;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;

/**
 * When a STUN server is asked under which address it sees us, and what it has said (RFC 8489 §6.2.1
 * and 7.3.3): again and again until it answers or has been silent for long, and from time to time
 * afterwards, so that a router does not forget the way. Pure; used by one thread at a time.
 */
final class Asking {
    static final long FIRST_WAIT_MS = 500;
    static final int MOST_REQUESTS = 7;
    static final long LAST_WAIT_MS = 16 * FIRST_WAIT_MS;

    /** Routers forget after 30 seconds, at the earliest. */
    static final long AGAIN_MS = 25_000;

    /** Nobody else is to know what an answer must bear (§5): nothing else proves it. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InetAddress own;
    private final byte[] transaction = new byte[12];
    private byte[] request;
    private int asked;
    private long nextMs;
    private boolean silent;
    private InetSocketAddress mapped;

    /**
     * @param own the address that it is asked from
     */
    Asking(InetAddress own, long nowMs) {
        this.own = own;
        nextMs = nowMs;
    }

    private void ask() {
        Request question = MessageFactory.createBindingRequest();
        RANDOM.nextBytes(transaction);
        try {
            question.setTransactionID(transaction.clone());
        } catch (StunException e) {
            throw new IllegalStateException(e);
        }
        request = question.encode(null);
    }

    private void rest(long untilMs) {
        asked = 0;
        nextMs = untilMs;
    }

    /** When {@link #due} has something to do. */
    long nextMs() {
        return nextMs;
    }

    /** What is to be sent now. */
    Optional<byte[]> due(long nowMs) {
        if (nowMs < nextMs) {
            return Optional.empty();
        }
        if (asked == MOST_REQUESTS) {
            silent = true;
            mapped = null;
            rest(nowMs + AGAIN_MS);
            return Optional.empty();
        }
        if (asked == 0) {
            ask();
        }
        asked++;
        boolean last = asked == MOST_REQUESTS;
        nextMs = nowMs + (last ? LAST_WAIT_MS : FIRST_WAIT_MS << asked - 1);
        return Optional.of(request);
    }

    /** What came from the server; what does not answer the question means nothing. */
    void came(byte[] data, long nowMs) {
        Optional<InetSocketAddress> answer = answer(data);
        if (answer.isPresent()) {
            silent = false;
            mapped = answer.get();
            rest(nowMs + AGAIN_MS);
        }
    }

    private Optional<InetSocketAddress> answer(byte[] data) {
        try {
            Message message = Message.decode(data, 0, data.length);
            boolean ours =
                    message.getMessageType() == Message.BINDING_SUCCESS_RESPONSE
                            && Arrays.equals(message.getTransactionID(), transaction);
            Attribute address = message.getAttribute(Attribute.XOR_MAPPED_ADDRESS);
            if (ours && asked > 0 && address instanceof XorMappedAddressAttribute xor) {
                TransportAddress seen = xor.getAddress(transaction);
                return Optional.of(new InetSocketAddress(seen.getAddress(), seen.getPort()))
                        .filter(this::canBe);
            }
            return Optional.empty();
        } catch (StunException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** No router gives us anything else: a server that says so is wrong, or is none. */
    private boolean canBe(InetSocketAddress seen) {
        InetAddress address = seen.getAddress();
        return seen.getPort() > 0
                && address.getClass() == own.getClass()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !isReserved(address)
                && address.isLoopbackAddress() == own.isLoopbackAddress();
    }

    /** 240.0.0.0/4, with broadcast (RFC 1112 §4). */
    private static boolean isReserved(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && (bytes[0] & 0xF0) == 0xF0;
    }

    /** Whether it was asked for long, and did not answer. */
    boolean isSilent() {
        return silent;
    }

    /** Where others reach us, as the server saw it last. */
    Optional<InetSocketAddress> mapped() {
        return Optional.ofNullable(mapped);
    }
}

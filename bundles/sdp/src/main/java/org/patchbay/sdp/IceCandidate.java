package org.patchbay.sdp;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an ICE agent may be reached (RFC 8839 §5.1).
 *
 * @param component 1 for RTP, and for RTCP too where it is multiplexed
 * @param transport {@code udp} or {@code tcp}
 * @param address an IP address, or a name that ends in {@code .local} where a browser hides it
 * @param type {@code host}, {@code srflx}, {@code prflx} or {@code relay}
 * @param tcpType {@code active}, {@code passive} or {@code so} (RFC 6544 §4.5); empty over UDP
 */
public record IceCandidate(
        String foundation,
        int component,
        String transport,
        long priority,
        String address,
        int port,
        String type,
        String tcpType) {
    static final String NAME = "candidate";
    public static final int MAX_LENGTH = 512;

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern FOUNDATION = Pattern.compile("[A-Za-z0-9+/]{1,32}");
    private static final Pattern TYPE = Pattern.compile("host|srflx|prflx|relay");
    private static final Pattern TCP_TYPE = Pattern.compile("active|passive|so");
    private static final Pattern LOCAL_NAME = Pattern.compile("[A-Za-z0-9-]{1,63}\\.local");

    public IceCandidate {
        Objects.requireNonNull(tcpType);
        boolean tcp = transport.equals("tcp");
        boolean fits =
                FOUNDATION.matcher(foundation).matches()
                        && component >= 1
                        && component <= 256
                        && (tcp || transport.equals("udp"))
                        && priority >= 0
                        && priority <= 0xFFFF_FFFFL
                        && port >= 0
                        && port <= 65535
                        && TYPE.matcher(type).matches()
                        && (tcp ? TCP_TYPE.matcher(tcpType).matches() : tcpType.isEmpty())
                        && (isHidden(address) || IpLiteral.of(address) == IpLiteral.UNICAST);
        if (!fits) {
            throw new IllegalArgumentException("a candidate that is none");
        }
    }

    /**
     * @param line with or without {@code candidate:} before it, as browsers give it
     * @return empty for what cannot be read, or is of a kind that we do not know
     */
    public static Optional<IceCandidate> parse(String line) {
        String text = line.startsWith(NAME + ":") ? line.substring(NAME.length() + 1) : line;
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = BLANKS.split(text.strip(), 40);
        if (parts.length < 8 || !parts[6].equals("typ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new IceCandidate(
                            parts[0],
                            Numbers.upTo(parts[1], 256),
                            parts[2].toLowerCase(Locale.ROOT),
                            priority(parts[3]),
                            parts[4],
                            Numbers.upTo(parts[5], 65535),
                            parts[7],
                            extension(parts, "tcptype")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long priority(String digits) {
        return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
    }

    private static String extension(String[] parts, String name) {
        for (int i = 8; i + 1 < parts.length; i += 2) {
            if (parts[i].equals(name)) {
                return parts[i + 1];
            }
        }
        return "";
    }

    /**
     * A name that only the browser's own network can look up: its checks come to us all the same.
     */
    public boolean isHidden() {
        return isHidden(address);
    }

    private static boolean isHidden(String address) {
        return LOCAL_NAME.matcher(address).matches();
    }

    public boolean isTcp() {
        return transport.equals("tcp");
    }

    /** As a browser takes it: {@code candidate:…}. */
    public String line() {
        return attribute().name() + ":" + attribute().value();
    }

    Attribute attribute() {
        StringBuilder text = new StringBuilder();
        text.append(foundation).append(' ').append(component).append(' ').append(transport);
        text.append(' ').append(priority).append(' ').append(address).append(' ').append(port);
        text.append(" typ ").append(type);
        if (type.equals("srflx") || type.equals("prflx") || type.equals("relay")) {
            // RFC 8839 §5.1: both are needed; where it is behind that is nobody's business.
            text.append(address.indexOf(':') >= 0 ? " raddr :: rport 0" : " raddr 0.0.0.0 rport 0");
        }
        if (isTcp()) {
            text.append(" tcptype ").append(tcpType);
        }
        return new Attribute(NAME, text.toString());
    }
}

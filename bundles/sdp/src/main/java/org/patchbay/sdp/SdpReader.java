package org.patchbay.sdp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one description (RFC 8866 §5). Tolerant where phones are known to be careless: any line
 * end, blank lines, unknown lines, a missing {@code s=} or {@code t=}, blanks in the user name of
 * {@code o=}. Strict about all that is bounded.
 */
final class SdpReader {
    static final int MAX_CHARS = 16 * 1024;
    static final int MAX_SECTIONS = 16;
    static final int MAX_FORMATS = 64;

    /** For the session and for each section. */
    static final int MAX_ATTRIBUTES = 256;

    /** Longest number that is still read; an NTP time has 20 digits. */
    private static final int MAX_DIGITS = 40;

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private int line;
    private boolean versionSeen;
    private Origin origin;
    private String name = "-";
    private Optional<String> connection = Optional.empty();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<MediaDescription> finished = new ArrayList<>();
    private Section section;

    private SdpReader() {}

    static SessionDescription read(String text) {
        if (text.length() > MAX_CHARS) {
            throw new SdpException(0, "longer than " + MAX_CHARS + " characters");
        }
        return new SdpReader().readAll(text);
    }

    private SessionDescription readAll(String text) {
        int start = 0;
        int length = text.length();
        while (start < length) {
            int end = start;
            while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            line++;
            if (end > start) {
                readLine(text.substring(start, end));
            }
            boolean crlf =
                    end + 1 < length && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
            start = end + (crlf ? 2 : 1);
        }
        line = 0;
        if (!versionSeen) {
            throw wrong("empty");
        }
        if (origin == null) {
            throw wrong("no o= line");
        }
        finishSection();
        return new SessionDescription(origin, name, connection, attributes, finished);
    }

    private void readLine(String text) {
        if (text.isBlank()) {
            return;
        }
        if (text.length() < 2 || text.charAt(1) != '=') {
            throw wrong("not of the form x=value");
        }
        if (text.indexOf('\0') >= 0) {
            throw wrong("NUL character");
        }
        String value = text.substring(2).strip();
        char type = text.charAt(0);
        if (!versionSeen) {
            readVersion(type, value);
            return;
        }
        switch (type) {
            case 'v' -> throw wrong("a second v= line");
            case 'o' -> readOrigin(value);
            case 's' -> readName(value);
            case 'c' -> readConnection(value);
            case 'm' -> readMedia(value);
            case 'a' -> readAttribute(value);
            default -> {
                // t=, b=, k=, i=, … and whatever is invented later mean nothing to us.
            }
        }
    }

    private void readVersion(char type, String value) {
        if (type != 'v') {
            throw wrong("does not begin with v=");
        }
        if (!value.equals("0")) {
            throw wrong("unknown version");
        }
        versionSeen = true;
    }

    private void readOrigin(String value) {
        if (section != null) {
            throw wrong("o= inside a section");
        }
        if (origin != null) {
            throw wrong("a second o= line");
        }
        String[] parts = BLANKS.split(value);
        int n = parts.length;
        // Counted from the end: some phones put a display name with blanks first.
        if (n < 5) {
            throw wrong("o= needs user, id, version, network type, address type, address");
        }
        String user =
                n == 5 ? "-" : String.join("_", java.util.Arrays.asList(parts).subList(0, n - 5));
        origin = new Origin(user, number(parts[n - 5]), number(parts[n - 4]), parts[n - 1]);
    }

    /** The low 64 bits: only equality and order of versions matter to us. */
    private long number(String digits) {
        if (digits.length() > MAX_DIGITS || !NUMBER.matcher(digits).matches()) {
            throw wrong("not a number in o=");
        }
        return new BigInteger(digits).longValue();
    }

    private void readName(String value) {
        if (section == null && !value.isEmpty()) {
            name = value;
        }
    }

    private void readConnection(String value) {
        String[] parts = BLANKS.split(value);
        if (parts.length < 3) {
            throw wrong("c= needs network type, address type, address");
        }
        String address = parts[2];
        int slash = address.indexOf('/');
        if (slash >= 0) {
            address = address.substring(0, slash);
        }
        if (address.isEmpty()) {
            throw wrong("c= without an address");
        }
        Optional<String> first = section == null ? connection : section.connection;
        if (first.isPresent()) {
            return; // a section may list several addresses (RFC 8866 §5.7): the first is enough
        }
        if (section == null) {
            connection = Optional.of(address);
        } else {
            section.connection = Optional.of(address);
        }
    }

    private void readMedia(String value) {
        finishSection();
        if (finished.size() >= MAX_SECTIONS) {
            throw wrong("more than " + MAX_SECTIONS + " sections");
        }
        String[] parts = BLANKS.split(value);
        if (parts.length < 3) {
            throw wrong("m= needs type, port, protocol, formats");
        }
        if (parts.length - 3 > MAX_FORMATS) {
            throw wrong("more than " + MAX_FORMATS + " formats");
        }
        int port = port(parts[1]);
        if (parts.length == 3 && port != 0) {
            throw wrong("m= without a format");
        }
        section = new Section();
        section.type = parts[0].toLowerCase(Locale.ROOT);
        section.port = port;
        section.protocol = parts[2];
        section.formats = List.of(parts).subList(3, parts.length);
    }

    private int port(String text) {
        int slash = text.indexOf('/');
        String digits = slash < 0 ? text : text.substring(0, slash);
        int port = Numbers.upTo(digits, 65535);
        if (port < 0) {
            throw wrong("not a port");
        }
        return port;
    }

    private void readAttribute(String value) {
        List<Attribute> target = section == null ? attributes : section.attributes;
        if (target.size() >= MAX_ATTRIBUTES) {
            throw wrong("more than " + MAX_ATTRIBUTES + " attributes");
        }
        int colon = value.indexOf(':');
        String attribute = colon < 0 ? value : value.substring(0, colon);
        if (!attribute.isBlank()) {
            Attribute read =
                    new Attribute(
                            attribute.strip(), colon < 0 ? "" : value.substring(colon + 1).strip());
            if (section != null && section.isSecure() && read.name().equals(CryptoLine.NAME)) {
                checkCrypto(read.value());
            }
            target.add(read);
        }
    }

    /**
     * Where a section is to be secured (RFC 4568 §5.1). On a plain profile a line that is wrong is
     * as good as none.
     */
    private void checkCrypto(String value) {
        try {
            if (!section.cryptoTags.add(new CryptoReader(value).tag())) {
                throw wrong("crypto: a tag that another line has");
            }
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private void finishSection() {
        if (section != null) {
            finished.add(section.build());
            section = null;
        }
    }

    private SdpException wrong(String what) {
        return new SdpException(line, what);
    }

    private static final class Section {
        private String type;
        private int port;
        private String protocol;
        private List<String> formats;
        private Optional<String> connection = Optional.empty();
        private final List<Attribute> attributes = new ArrayList<>();
        private final Set<Integer> cryptoTags = new HashSet<>();

        boolean isSecure() {
            return protocol.regionMatches(true, 0, "RTP/SAVP", 0, 8);
        }

        MediaDescription build() {
            return new MediaDescription(type, port, protocol, formats, connection, attributes);
        }
    }
}

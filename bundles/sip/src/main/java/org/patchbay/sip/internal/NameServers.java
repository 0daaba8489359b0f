package org.patchbay.sip.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/** Addresses of name servers, as an operator writes them. */
final class NameServers {
    private static final int PORT = 53;

    private NameServers() {}

    /**
     * @param written {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code [2001:db8::1]:53}; a plain
     *     text file gives one string with commas
     */
    static List<InetSocketAddress> read(String[] written) {
        return Stream.of(written)
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(NameServers::one)
                .toList();
    }

    private static InetSocketAddress one(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.indexOf(':') < colon && !text.startsWith("[");
        boolean withPort = !bare && !text.endsWith("]");
        String host = withPort ? text.substring(0, colon) : text;
        try {
            int port = withPort ? Integer.parseInt(text.substring(colon + 1)) : PORT;
            return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("name-servers: '" + text + "'", e);
        }
    }
}

package org.patchbay.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The sockets by which processes can be reached: TCP that listens, and all of UDP; as the kernel
 * shows them in {@code /proc/net} (proc(5)), so that nobody is believed about himself.
 */
public final class OpenSockets {
    private static final String LISTENS = "0A";

    private OpenSockets() {}

    /**
     * @param protocol udp or tcp
     */
    public record Open(String protocol, InetAddress address, int port) {}

    public static List<Open> of(Set<Long> processes) {
        try {
            Set<String> inodes = new HashSet<>();
            for (long process : processes) {
                addInodes(process, inodes);
            }
            List<Open> found = new ArrayList<>();
            for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
                addOpen(table, inodes, found);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addInodes(long process, Set<String> inodes) throws IOException {
        Path folder = Path.of("/proc/" + process + "/fd");
        if (!Files.exists(folder)) {
            return; // it ended meanwhile
        }
        try (var descriptors = Files.newDirectoryStream(folder)) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static void addOpen(String table, Set<String> inodes, List<Open> found)
            throws IOException {
        Path file = Path.of("/proc/net/" + table);
        if (!Files.exists(file)) {
            return; // a system without IPv6
        }
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
            String[] fields = line.strip().split("\\s+");
            boolean reachable = table.startsWith("udp") || fields[3].equals(LISTENS);
            if (reachable && inodes.contains(fields[9])) {
                String[] local = fields[1].split(":");
                int port = Integer.parseInt(local[1], 16);
                found.add(new Open(table.substring(0, 3), address(local[0]), port));
            }
        }
    }

    /** Words of 32 bits, each in the order of the machine. */
    private static InetAddress address(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        ByteBuffer words = ByteBuffer.wrap(bytes);
        for (int i = 0; i < bytes.length; i += 4) {
            int word = words.order(ByteOrder.BIG_ENDIAN).getInt(i);
            words.order(ByteOrder.nativeOrder()).putInt(i, word);
        }
        return InetAddress.getByAddress(bytes);
    }
}

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A certificate that a house without one signs itself (RFC 5280). Written by hand, for the JDK makes certificates by its
 * keytool only, which a start would wait for.
 */
final class FirstCertificate {
    private static final long DAYS = 3650;
    private static final int SEQUENCE = 0x30;
    private static final byte[] ECDSA_WITH_SHA256 = sequence(oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));

    private FirstCertificate() {}

    /** By which phones and browsers may know a machine that listens on that address. */
    static List<String> names(String bindAddress) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        if (bindAddress.equals("0.0.0.0") || bindAddress.equals("::")) {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLinkLocalAddress() && !a.isMulticastAddress())
                    .limit(16)
                    .forEach(a -> names.add(a.getHostAddress()));
        } else {
            names.add(bindAddress);
        }
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (IOException e) {
            // it has none that anybody knows
        }
        names.add("localhost");
        return List.copyOf(names);
    }

    /** DER; the keys are of an elliptic curve. */
    static byte[] make(KeyPair keys, List<String> names, Instant now)
            throws GeneralSecurityException, IOException {
        byte[] name = sequence(tag(0x31, sequence(oid(0x55, 0x04, 0x03), text(0x0C, "patchbay"))));
        byte[] body =
                sequence(
                        tag(0xA0, tag(0x02, new byte[] {2})), // version 3
                        tag(0x02, new BigInteger(128, new SecureRandom()).setBit(126).toByteArray()),
                        ECDSA_WITH_SHA256,
                        name,
                        sequence(
                                time(now.minus(1, ChronoUnit.DAYS)),
                                time(now.plus(DAYS, ChronoUnit.DAYS))),
                        name,
                        keys.getPublic().getEncoded(),
                        tag(0xA3, sequence(alternativeNames(names))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        return sequence(body, ECDSA_WITH_SHA256, tag(0x03, new byte[] {0}, signature.sign()));
    }

    /** RFC 5280 §4.2.1.6. */
    private static byte[] alternativeNames(List<String> names) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String name : names) {
            boolean address = name.contains(":") || name.matches("[0-9.]+");
            all.add(
                    address
                            ? tag(0x87, InetAddress.getByName(name).getAddress())
                            : text(0x82, name));
        }
        return sequence(
                oid(0x55, 0x1D, 0x11), tag(0x04, sequence(all.toArray(byte[][]::new))));
    }

    /** RFC 5280 §4.1.2.5: two digits of the year until 2049, then four. */
    private static byte[] time(Instant at) {
        boolean old = at.atZone(ZoneOffset.UTC).getYear() < 2050;
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(old ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'")
                        .withZone(ZoneOffset.UTC);
        return text(old ? 0x17 : 0x18, format.format(at));
    }

    private static byte[] text(int tag, String text) {
        return tag(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] oid(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return tag(0x06, content);
    }

    private static byte[] sequence(byte[]... parts) {
        return tag(SEQUENCE, parts);
    }

    /** X.690 §8.1. */
    private static byte[] tag(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}

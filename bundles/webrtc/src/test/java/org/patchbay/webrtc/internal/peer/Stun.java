package org.patchbay.webrtc.internal.peer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of STUN as a controlling ICE agent needs (RFC 8489, RFC 8445 §7). */
public final class Stun {
    public static final int BINDING_SUCCESS = 0x0101;
    public static final int BINDING_REQUEST = 0x0001;
    static final int USERNAME = 0x0006;
    private static final int COOKIE = 0x2112A442;
    private static final int INTEGRITY = 0x0008;
    private static final int XOR_MAPPED = 0x0020;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int CONTROLLED = 0x8029;
    private static final int CONTROLLING = 0x802A;

    private final int type;
    private final byte[] transaction;
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

    Stun(int type, byte[] transaction) {
        this.type = type;
        this.transaction = transaction;
    }

    public static boolean isStun(byte[] data, int length) {
        return length >= 20 && data[0] >= 0 && data[0] <= 3 && i32(data, 4) == COOKIE;
    }

    public static int type(byte[] data) {
        return (data[0] & 0xFF) << 8 | data[1] & 0xFF;
    }

    public static byte[] transaction(byte[] data) {
        return Arrays.copyOfRange(data, 8, 20);
    }

    private static int i32(byte[] data, int at) {
        return ByteBuffer.wrap(data, at, 4).getInt();
    }

    /**
     * A check.
     *
     * @param controls nominates at once
     */
    public static byte[] check(byte[] transaction, String user, String theirPwd, boolean controls) {
        Stun stun = new Stun(BINDING_REQUEST, transaction);
        stun.add(USERNAME, user.getBytes(StandardCharsets.UTF_8));
        stun.add(PRIORITY, ByteBuffer.allocate(4).putInt(0x6E0001FF).array());
        stun.add(controls ? CONTROLLING : CONTROLLED, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        if (controls) {
            stun.add(USE_CANDIDATE, new byte[0]);
        }
        return stun.sealed(theirPwd);
    }

    /** Whether a check nominates. */
    static boolean nominates(byte[] data, int length) {
        return attribute(data, length, USE_CANDIDATE).isPresent();
    }

    static Optional<byte[]> attribute(byte[] data, int length, int which) {
        int at = 20;
        while (at + 4 <= length) {
            ByteBuffer head = ByteBuffer.wrap(data, at, 4);
            int kind = head.getShort() & 0xFFFF;
            int size = head.getShort() & 0xFFFF;
            if (kind == which) {
                return Optional.of(Arrays.copyOfRange(data, at + 4, at + 4 + size));
            }
            at += 4 + (size + 3 & ~3);
        }
        return Optional.empty();
    }

    public static byte[] success(byte[] transaction, byte[] address, int port, String ownPwd) {
        return mapped(transaction, address, port).sealed(ownPwd);
    }

    /** As a STUN server answers. */
    public static byte[] seen(byte[] transaction, byte[] address, int port) {
        return mapped(transaction, address, port).plain();
    }

    private static Stun mapped(byte[] transaction, byte[] address, int port) {
        Stun stun = new Stun(BINDING_SUCCESS, transaction);
        ByteBuffer mapped = ByteBuffer.allocate(8);
        mapped.put((byte) 0).put((byte) 1).putShort((short) (port ^ COOKIE >>> 16));
        mapped.putInt(ByteBuffer.wrap(address).getInt() ^ COOKIE);
        stun.add(XOR_MAPPED, mapped.array());
        return stun;
    }

    void add(int attribute, byte[] value) {
        attributes.write(attribute >> 8);
        attributes.write(attribute);
        attributes.write(value.length >> 8);
        attributes.write(value.length);
        attributes.writeBytes(value);
        attributes.writeBytes(new byte[(4 - value.length % 4) % 4]);
    }

    /** As it is, without a proof. */
    byte[] plain() {
        return message(attributes.size());
    }

    private byte[] message(int lengthSaid) {
        ByteBuffer b = ByteBuffer.allocate(20 + attributes.size());
        b.putShort((short) type).putShort((short) lengthSaid).putInt(COOKIE);
        b.put(transaction).put(attributes.toByteArray());
        return b.array();
    }

    private byte[] sealed(String pwd) {
        return sealed(pwd.getBytes(StandardCharsets.UTF_8));
    }

    byte[] sealed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            add(INTEGRITY, mac.doFinal(message(attributes.size() + 24)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        CRC32 crc = new CRC32();
        crc.update(message(attributes.size() + 8));
        int value = (int) crc.getValue() ^ 0x5354554E;
        add(FINGERPRINT, ByteBuffer.allocate(4).putInt(value).array());
        return plain();
    }
}

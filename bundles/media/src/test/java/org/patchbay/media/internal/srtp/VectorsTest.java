package org.patchbay.media.internal.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.SrtpKey;

/** RFC 3711 appendix B, RFC 7714 sections 16 and 17, and the packets that other stacks agree on. */
class VectorsTest {
    private static final String MASTER_KEY = "E1F97A0D3E018BE0D64FA32C06DE4139";
    private static final String MASTER_SALT = "0EC675AD498AFEEBB6960B3AABE6";

    /** RFC 7714: "Quid pro quo". */
    private static final String GCM_SALT = "517569642070726f2071756f";

    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String GALLIA =
            "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e6973206469"
                    + "7669736120696e207061727465732074726573";
    private static final String MARS =
            "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                    + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    private static final int MARS_INDEX = 0x5d4;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** In an array as long as those of the loops. */
    private static byte[] room(String text) {
        return Arrays.copyOf(hex(text), 2048);
    }

    private static String text(byte[] packet, int length) {
        return HexFormat.of().formatHex(packet, 0, length);
    }

    @Test
    void keyStreamOfAppendixB2() {
        CounterMode.Keys keys =
                new CounterMode.Keys(
                        hex("2B7E151628AED2A6ABF7158809CF4F3C"),
                        hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"),
                        new byte[20]);
        byte[] stream = new byte[0x100 * 16];
        keys.crypt(stream, 0, 128 * 16, 0, 0);
        assertEquals(
                "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab"
                        + "41e95b3bb0a2e8dd477901e4fca894c0",
                text(stream, 48));
    }

    @Test
    void sessionKeysOfAppendixB3() {
        KeyDerivation derivation = new KeyDerivation(hex(MASTER_KEY), hex(MASTER_SALT), false);
        assertArrayEquals(
                hex("C61E7A93744F39EE10734AFE3FF7A087"),
                derivation.derive(KeyDerivation.Label.ENCRYPTION, 16));
        assertArrayEquals(
                hex("30CBBC08863D8C85D49DB34A9AE1"),
                derivation.derive(KeyDerivation.Label.SALT, 14));
        assertArrayEquals(
                hex(
                        "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCE"
                                + "E049646C43D9327AD175578EF72270986371C10C9A369AC2F94A8C5FBCDDDC25"
                                + "6D6E919A48B610EF17C2041E47403576"
                                + "6B68642C59BBFC2F34DB60DBDFB2"),
                derivation.derive(KeyDerivation.Label.AUTHENTICATION, 94));
    }

    private static SrtpKey counterModeKey() {
        return new SrtpKey(CryptoSuite.AES_CM_128_HMAC_SHA1_80, hex(MASTER_KEY + MASTER_SALT), 0);
    }

    /** From the master key to the tag: the packets of libsrtp's own test. */
    @Test
    void packetsOfCounterMode() {
        String rtp = "800f1234decafbadcafebabe" + "ab".repeat(16);
        String srtp =
                "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
        Transform transform = new CounterMode(counterModeKey(), 10);
        byte[] packet = room(rtp);
        assertEquals(srtp, text(packet, transform.seal(packet, 12, 28, 0x1234)));
        assertEquals(rtp, text(packet, transform.open(packet, 12, 38, 0x1234)));

        String rtcp = "81c8000bcafebabe" + "ab".repeat(16);
        String srtcp =
                "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";
        packet = room(rtcp);
        assertEquals(srtcp, text(packet, transform.sealControl(packet, 24, 1)));
        assertEquals(0x8000_0001, transform.controlWord(packet, 38));
        assertEquals(rtcp, text(packet, transform.openControl(packet, 38)));
    }

    private static Transform galois(String key) {
        GaloisMode.Keys keys = new GaloisMode.Keys(hex(key), hex(GCM_SALT));
        return new GaloisMode(keys, keys, 0);
    }

    @ParameterizedTest
    @CsvSource({
        KEY_128
                + ",f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                + "899d7f27beb16a9152cf765ee4390cce",
        KEY_256
                + ",32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                + "7aa3db36dfffd6b0f9bb7878d7a76c13",
    })
    void packetOfGaloisMode(String key, String protectedPart) {
        Transform transform = galois(key);
        byte[] packet = room(GALLIA);
        int length = transform.seal(packet, 12, hex(GALLIA).length, 0xf17b);
        assertEquals(GALLIA.substring(0, 24) + protectedPart, text(packet, length));
        assertEquals(GALLIA, text(packet, transform.open(packet, 12, length, 0xf17b)));
    }

    @ParameterizedTest
    @CsvSource({
        KEY_128
                + ",63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b468630"
                + "3ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4",
        KEY_256
                + ",d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61d"
                + "e0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4",
    })
    void controlPacketOfGaloisMode(String key, String protectedPart) {
        Transform transform = galois(key);
        byte[] packet = room(MARS);
        int length = transform.sealControl(packet, hex(MARS).length, MARS_INDEX);
        assertEquals(MARS.substring(0, 16) + protectedPart, text(packet, length));
        assertEquals(MARS, text(packet, transform.openControl(packet, length)));
    }

    /** RFC 7714 §17.3: tagged, but not encrypted. */
    @Test
    void readableControlPacketOfGaloisMode() {
        String tagged = MARS + "841dd9683dd78ec92ae58790125f62b3000005d4";
        byte[] packet = room(tagged);
        assertEquals(MARS, text(packet, galois(KEY_128).openControl(packet, hex(tagged).length)));
    }
}

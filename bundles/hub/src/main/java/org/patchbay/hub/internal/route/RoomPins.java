package org.patchbay.hub.internal.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;

/** Whether keys open a room. The directory gives a proof of the PIN and not the PIN. */
public final class RoomPins {
    private RoomPins() {}

    /**
     * How many keys are wanted.
     *
     * @param keys that were pressed; empty for none
     * @return 0 where these open the room, or none are needed
     */
    public static int wanted(UserDirectory directory, String number, String keys) {
        Optional<Room> room = directory.current().roomByNumber(number);
        int digits = room.map(Room::pinDigits).orElse(0);
        return digits == 0 || !keys.isEmpty() && opens(directory, room.get(), keys) ? 0 : digits;
    }

    private static boolean opens(UserDirectory directory, Room room, String keys) {
        String realm = directory.current().domain();
        DigestAlgorithm algorithm = DigestAlgorithm.SHA_256;
        return directory
                .ha1(Account.room(room.number()), algorithm, realm)
                .map(proof -> same(proof, hash(algorithm, room.number(), realm, keys)))
                .orElse(false);
    }

    /** Takes as long whether they agree or not. */
    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(
            DigestAlgorithm algorithm, String number, String realm, String keys) {
        try {
            byte[] a1 = (number + ":" + realm + ":" + keys).getBytes(StandardCharsets.UTF_8);
            MessageDigest digest = MessageDigest.getInstance(algorithm.messageDigest());
            return HexFormat.of().formatHex(digest.digest(a1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}

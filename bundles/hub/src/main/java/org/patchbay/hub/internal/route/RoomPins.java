package org.patchbay.hub.internal.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.hub.internal.part.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether keys open a room. The directory gives a proof of the PIN and not the PIN. Any thread may
 * call.
 */
public final class RoomPins implements AccessLocks {
    private static final Logger LOG = LoggerFactory.getLogger(RoomPins.class);

    private final Parts parts;
    private final InstantSource clock;
    private final PinGuesses guesses = new PinGuesses();

    public RoomPins(Parts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * How many keys are wanted of whoever comes that way.
     *
     * @param way the device or trunk
     * @param keys that were pressed; empty for none
     * @return 0 where these open the room, or none are needed; empty while nobody can say
     */
    public OptionalInt wanted(String number, String way, String keys) {
        Optional<UserDirectory> directory = parts.userDirectory();
        if (directory.isEmpty()) {
            return OptionalInt.empty(); // it may be closed
        }
        Optional<Room> room = directory.get().current().roomByNumber(number);
        int digits = room.map(Room::pinDigits).orElse(0);
        boolean open =
                digits == 0 || !keys.isEmpty() && opens(directory.get(), room.get(), way, keys);
        return OptionalInt.of(open ? 0 : digits);
    }

    @Override
    public List<AccessLock> locks() {
        return guesses.locks(clock.instant());
    }

    @Override
    public int release(String wayOrRoom) {
        return guesses.release(wayOrRoom, clock.instant());
    }

    /** A lock is silent: it looks like a wrong PIN. */
    private boolean opens(UserDirectory directory, Room room, String way, String keys) {
        if (!guesses.mayTry(way, room.number(), clock.instant())) {
            return false;
        }
        if (isRight(directory, room, keys)) {
            guesses.right(way, room.number());
            return true;
        }
        Optional<Duration> wait = guesses.wrong(way, room.number(), clock.instant());
        if (wait.isPresent()) {
            LOG.warn(
                    "wrong PINs for room {}: those of {} are not looked at for {} s",
                    room.number(),
                    way,
                    wait.get().toSeconds());
        } else {
            LOG.info("wrong PIN for room {} by {}", room.number(), way);
        }
        return false;
    }

    private static boolean isRight(UserDirectory directory, Room room, String keys) {
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

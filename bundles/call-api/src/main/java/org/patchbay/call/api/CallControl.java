package org.patchbay.call.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.patchbay.media.api.MediaEngine;

/**
 * What an app may do with the call that it drives. No verb blocks; each stage completes when its
 * work is done and fails with {@link CallGoneException} once the caller has hung up or was moved
 * elsewhere, with {@link AppGoneException} once the app's own bundle stops, or with an {@link
 * IllegalStateException} that says why where the call is not such that the verb makes sense. Any
 * thread may call.
 */
@ProviderType
public interface CallControl {
    CallView call();

    CompletionStage<Void> ring();

    CompletionStage<Void> answer();

    /** Plays a WAV file to the end; true where it was not interrupted. */
    CompletionStage<Boolean> play(Path file);

    CompletionStage<Boolean> tone(List<MediaEngine.Tone> tones);

    /**
     * Collects keys.
     *
     * @param terminators keys that end it, not part of the result; may be empty
     * @param timeout until the first key and between two of them
     * @return the keys, fewer than {@code maxDigits} where time ran out
     */
    CompletionStage<String> collect(int maxDigits, String terminators, Duration timeout);

    /** Gives the caller its own voice back until it hangs up or that much time has passed. */
    CompletionStage<Void> echo(Duration longest);

    /** Waits. */
    CompletionStage<Void> pause(Duration duration);

    /**
     * Rings somebody, and completes when that call is over or when nobody answered. What the plan
     * says otherwise is rung instead, and its outcome counts; a plan that would take the call away
     * (a room, an app, a rejection) fails the stage with an {@link IllegalArgumentException}.
     */
    CompletionStage<DialOutcome> dial(Plan.Ring ring);

    /**
     * Rings a third for the caller and whom it talks to, and completes when that leg is over or
     * when nobody answered. The three hear each other; where one of the two who were called leaves,
     * the caller talks on with the other.
     */
    CompletionStage<DialOutcome> join(Plan.Ring ring);

    /** Ends the leg of one who was called, or stops ringing a third. */
    CompletionStage<Void> drop(Side who);

    /**
     * One of the caller and whom it talks to waits: it hears music and is not heard, and the other
     * hears nothing meanwhile.
     */
    CompletionStage<Void> hold(Side waits);

    /** Who waits talks again. */
    CompletionStage<Void> resume(Side waits);

    /** Plays keys to somebody, and completes when the last is out. */
    CompletionStage<Void> press(Side to, String keys);

    /**
     * Gives the call away; this driver has nothing more to say afterwards. Where the caller talks
     * to somebody, {@code leaves} is let go and who stays is connected; where not, the caller is,
     * as if it had dialled that.
     *
     * @param to a number or somebody
     */
    CompletionStage<Void> transfer(TransferTo to, Side leaves);

    /** Gives the call to a plan; this driver has nothing more to say afterwards. */
    CompletionStage<Void> passTo(Plan plan);

    CompletionStage<Void> hangup(DisconnectCause.Reason reason);

    /** Who is who in a call that is driven. */
    enum Side {
        CALLER,
        /** Who was {@link #dial}led and answered. */
        PEER,
        /** Who was {@link #join}ed. */
        THIRD
    }

    /** How a dial ended. */
    enum DialOutcome {
        ANSWERED,
        BUSY,
        DECLINED,
        NO_ANSWER,
        UNREACHABLE,
        FAILED
    }

    /** The caller is gone. */
    final class CallGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CallGoneException(CallId call) {
            super("call " + call + " is over");
        }
    }

    /**
     * The app is gone, and the call is not: what it began for the caller (a play, an echo, a dial)
     * goes on to its end, then the call is offered to an app of the same name. The hub fails verbs
     * with it when the app's bundle stops; a driver that has to give up for such a reason fails its
     * own stage with it.
     */
    final class AppGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public AppGoneException(String why) {
            // Without a stack: whoever keeps it must not keep the classes of the app.
            super(why, null, false, false);
        }
    }
}

package org.patchbay.webrtc.internal.desk;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.sdp.IceCandidate;

/** What is to be done for a page. */
public sealed interface Effect {
    record Tell(Telling telling) implements Effect {}

    /** Answers an offer with a new session. */
    record OpenSession(String session, String sdp) implements Effect {}

    /** Answers an offer for a session that there is. */
    record RestartSession(String session, String sdp) implements Effect {}

    record AddCandidate(String session, IceCandidate candidate) implements Effect {}

    record CloseSession(String session) implements Effect {}

    /** Brings a call of the page in, spoken in that session. */
    record BringIn(String call, String session, String to) implements Effect {}

    /** The page has answered a call that rang, in that session. */
    record Answer(String call, String session) implements Effect {}

    record EndLeg(String call, DisconnectCause cause) implements Effect {}

    record Hold(String call, boolean on) implements Effect {}

    record Join(String call, String to) implements Effect {}

    record Key(String call, char key) implements Effect {}

    record Transfer(String call, Optional<String> to, Optional<String> other) implements Effect {}
}

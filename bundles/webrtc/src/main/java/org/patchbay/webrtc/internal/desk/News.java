package org.patchbay.webrtc.internal.desk;

import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.Party;
import org.patchbay.sdp.IceCandidate;

/** What becomes of a page's sessions and calls elsewhere. */
public sealed interface News {
    /** Our answer to its offer. */
    record Answered(String session, String sdp) implements News {}

    /** Its offer cannot be answered; a restart of a session that is up leaves it as it was. */
    record Refused(String session, String of, String code, String detail) implements News {}

    /** Packets may flow. */
    record Connected(String session) implements News {}

    /** They do not any more, and may again. */
    record Lost(String session) implements News {}

    /** They never will. */
    record Failed(String session, String detail) implements News {}

    /**
     * One more of our candidates (RFC 8838).
     *
     * @param ufrag of the go of ICE that it belongs to
     */
    record Found(String session, IceCandidate candidate, String ufrag) implements News {}

    /**
     * The hub rings this page.
     *
     * @param out it was asked for elsewhere: the page will be the caller
     * @param listensTo the call that the page will hear without being heard
     * @param party whom the page will talk to
     */
    record Rung(String call, boolean out, Optional<CallId> listensTo, Party party)
            implements News {}

    /** The far side of a call of the page's own is alerted ({@code ringing}), or is heard. */
    record Progress(String call, String state) implements News {}

    /** A call of the page's own is answered. */
    record Up(String call) implements News {}

    /** The hub has put it on hold, or taken it off. */
    record Waits(String call, boolean on) implements News {}

    /** It talks to somebody else from now on. */
    record Identified(String call, Party party) implements News {}

    /** What became of a transfer: {@code begun}, {@code ringing}, {@code done}, {@code failed}. */
    record Transferring(String call, String how) implements News {}

    /** What became of a third whom the page wants in its call. */
    record Joining(String call, String third, JoinProgress progress) implements News {}

    /** What was asked for was refused. */
    record NotDone(String call, String of, String detail) implements News {}

    record Ended(String call, DisconnectCause cause) implements News {}
}

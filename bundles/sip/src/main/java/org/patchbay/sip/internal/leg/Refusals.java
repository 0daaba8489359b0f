package org.patchbay.sip.internal.leg;

import java.util.concurrent.CompletionException;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.SdpException;
import org.patchbay.sip.internal.message.Reply;

/** What an offer is refused with that could not be put in force. */
final class Refusals {
    private Refusals() {}

    static Reply of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof NoCommonFormatException) {
            return Reply.of(488);
        }
        return cause instanceof SdpException
                ? Reply.of(400).reason("Unreadable session description")
                : Reply.of(500);
    }
}

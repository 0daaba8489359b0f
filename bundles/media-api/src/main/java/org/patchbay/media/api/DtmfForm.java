package org.patchbay.media.api;

/** How keys are sent to a peer. */
public enum DtmfForm {
    /** As telephone-event where that is agreed, else as tones in the audio. */
    AUTO,
    /** As telephone-event (RFC 4733); not at all where that is not agreed. */
    RFC4733,
    /** By signalling, such as SIP INFO: {@link MediaSessions.Listener#keyToSend} says which. */
    INFO,
    /** As tones in the audio; telephone-event is not agreed to. */
    INBAND;

    /** Whether telephone-event is offered and agreed to. */
    public boolean knowsEvents() {
        return this == AUTO || this == RFC4733;
    }

    /** Whether tones in the audio are keys, for want of anything better. */
    public boolean knowsTones() {
        return this == AUTO || this == INBAND;
    }
}

package org.patchbay.sip.internal.message;

/** Where the stack brings what happens. Called on its threads: only post to a queue. */
public interface Inbox {
    /** Whether an INVITE that would make a new call is taken; else it is refused right there. */
    boolean takesCall();

    /** Whether a REGISTER is taken; else it is refused right there. */
    boolean takesRegistration();

    /** Seconds after which whose REGISTER was refused is to come again: not all at once. */
    int registerAgainAfterS();

    /**
     * Whether an INVITE from there is a call without credentials; any other is only challenged.
     * What is served may have changed until the request is.
     */
    boolean trusts(Peer source);

    void request(SipRequest request, Responder responder);

    void response(SipResponse response);

    /** No final response came (timer B or F), or the request could not be sent. */
    void failed(TransactionFailure failure);

    /** That connection is gone for ever. */
    void closed(String connection);

    /**
     * @param fromTag of the request
     * @param sent false where the transport failed, true where nobody answered in time
     */
    record TransactionFailure(
            String callId, String fromTag, String method, long cseq, String branch, boolean sent) {
        public static TransactionFailure of(OutRequest request) {
            return new TransactionFailure(
                    request.callId(),
                    request.from().tag(),
                    request.method(),
                    request.cseq(),
                    request.branch(),
                    true);
        }

        public TransactionFailure unsent() {
            return new TransactionFailure(callId, fromTag, method, cseq, branch, false);
        }
    }
}

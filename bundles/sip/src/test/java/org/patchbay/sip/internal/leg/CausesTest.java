package org.patchbay.sip.internal.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.message.Header;

class CausesTest {
    @Test
    void everyOutcomeIsAFailureBeforeTheAnswer() {
        for (Reason reason : Reason.values()) {
            int status = Causes.failureStatus(DisconnectCause.of(reason));
            assertTrue(status >= 400 && status < 700, reason + " is " + status);
            assertEquals(1, Causes.reasonHeaders(DisconnectCause.of(reason)).size());
        }
        assertEquals(486, Causes.failureStatus(DisconnectCause.ofSip(600, "")));
        assertEquals(603, Causes.failureStatus(DisconnectCause.of(Reason.DECLINED)));
        assertEquals(488, Causes.failureStatus(DisconnectCause.of(Reason.NO_COMMON_CODEC)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANSWERED_ELSEWHERE | 200 | SIP;cause=200;text=\"Call completed elsewhere\"",
                "DECLINED | 603 | SIP;cause=603;text=\"Decline\", Q.850;cause=21;text=\"Decline\"",
                "BUSY | 600 | SIP;cause=600;text=\"Busy Here\", Q.850;cause=17;text=\"Busy Here\"",
                "BUSY | 486 | Q.850;cause=17;text=\"Busy Here\"",
                "NORMAL | 200 | Q.850;cause=16;text=\"Normal clearing\"",
                "CANCELLED | 487 | Q.850;cause=16;text=\"Request Terminated\"",
            })
    void whatTheOthersAreTold(Reason reason, int status, String told) {
        DisconnectCause cause = new DisconnectCause(reason, status, "words of \"the far side\"");
        assertEquals(List.of(new Header("Reason", told)), Causes.reasonHeaders(cause));
    }

    @Test
    void codecsOfTheOtherLegComeFirst() {
        List<String> all = List.of("opus", "G722", "PCMU");
        assertEquals(
                List.of("PCMU", "opus", "G722"),
                CodecOrder.of(List.of("pcmu"), List.of(), all).stream()
                        .map(c -> c.equals("pcmu") ? "PCMU" : c)
                        .toList());
        assertEquals(
                List.of("G722", "PCMU"),
                CodecOrder.of(List.of("G722", "opus"), List.of("PCMU", "G722"), all));
        assertEquals(List.of("PCMA"), CodecOrder.of(List.of(), List.of("PCMA"), all));
        assertEquals(List.of(), CodecOrder.of(List.of(), List.of(), all));
    }
}

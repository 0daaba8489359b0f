package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 406 where no session description may come back (RFC 3261 §20.1, §21.4.7). */
class AcceptWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPTIONS  | Accept: text/plain                                | 406",
                "OPTIONS  | Accept:                                           | 406",
                "OPTIONS  | Accept: application/sdp;q=0.0                     | 406",
                "INVITE   | Accept: text/plain, message/sipfrag               | 406",
                "INVITE   | Accept: application/sdp;level=1, application/x    | 407",
                "INVITE   | Accept: text/plain, APPLICATION/SDP               | 407",
                "INVITE   | Accept: application/*;q=0.5                       | 407",
                "OPTIONS  | Accept: */*                                       | 200",
                "OPTIONS  | Subject: no Accept at all                         | 200",
                "REGISTER | Accept: text/plain                                | 401",
            })
    void answers(String method, String header, int status) throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.send(
                    phone.request(method, "sip:pbx.test", 1, phone.branch(), header + "\r\n", ""));
            Msg answer = phone.awaitFinal();
            assertEquals(status, answer.status());
            if (status == 406) {
                assertEquals("application/sdp", answer.header("Accept"));
            }
        }
    }
}

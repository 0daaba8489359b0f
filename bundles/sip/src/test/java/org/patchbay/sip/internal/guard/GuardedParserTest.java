package org.patchbay.sip.internal.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedParserTest {
    private final List<String> unread = new ArrayList<>();

    /** As the edge has it: what is mandatory ends it, the rest is put aside. */
    private final ParseExceptionListener listener =
            (failure, message, header, line, whole) -> {
                if (header != null) {
                    throw failure;
                }
                unread.add(line);
            };

    private SIPMessage parse(String text) throws ParseException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new GuardedParser().parseSIPMessage(bytes, true, false, listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAck: x", "Server: ///", "Server: ", "User-Agent:"})
    void aHeaderThatTheStackFailsOnIsPutAside(String line) throws Exception {
        SIPMessage message =
                parse(MessageCheckTest.OPTIONS.replace("Max-Forwards", line + "\r\nMax-Forwards"));
        assertEquals("abc@127.0.0.1", message.getCallId().getCallId());
        assertEquals(70, message.getMaxForwards().getMaxForwards());
    }

    @Test
    void whatIsMandatoryEndsIt() {
        assertThrows(
                ParseException.class,
                () -> parse(MessageCheckTest.OPTIONS.replaceFirst("CSeq: .*", "CSeq: x y")));
    }
}

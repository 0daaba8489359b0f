package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.dialog.ReferNotices.Notice;

class ReferNoticesTest {
    private static final Notice TRYING = new Notice("100", false);
    private static final Notice RINGING = new Notice("180", false);
    private static final Notice OK = new Notice("200", true);

    private ReferNotices notices = ReferNotices.begin();
    private final List<String> sent = new ArrayList<>();

    private void take(ReferNotices.Step step) {
        notices = step.state();
        step.send().ifPresent(notice -> sent.add(notice.statusLine()));
    }

    @Test
    void oneIsOutAtATimeAndTheyKeepTheirOrder() {
        take(notices.tell(TRYING));
        take(notices.tell(RINGING));
        take(notices.tell(OK));
        assertEquals(List.of("100"), sent);
        take(notices.answered(true));
        assertEquals(List.of("100", "180"), sent);
        assertTrue(notices.isEnding());
        take(notices.answered(true));
        assertFalse(notices.closed());
        take(notices.answered(true));
        assertEquals(List.of("100", "180", "200"), sent);
        assertTrue(notices.closed());
        assertFalse(notices.isEnding());
    }

    @Test
    void nothingIsToldTwiceNorAfterTheLast() {
        take(notices.tell(RINGING));
        take(notices.answered(true));
        take(notices.tell(RINGING));
        take(notices.tell(OK));
        take(notices.tell(TRYING));
        take(notices.answered(true));
        assertEquals(List.of("180", "200"), sent);
        take(notices.answered(true));
        assertTrue(notices.closed());
    }

    @Test
    void whoDoesNotWantToKnowIsToldNoMore() {
        take(notices.tell(TRYING));
        take(notices.tell(OK));
        take(notices.answered(false));
        take(notices.tell(OK));
        assertEquals(List.of("100"), sent);
        assertTrue(notices.closed());
    }
}

package org.patchbay.console.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AccessLock;

class LockTableTest {
    @Test
    void eachLockSaysWhomItIsForAndForHowLong() {
        AccessLock ofSource = new AccessLock("192.0.2.1", "", 20, Sample.NOW.plusSeconds(3600));
        AccessLock ofAccount = new AccessLock("", "1001", 100, Sample.NOW.plusSeconds(60));
        List<String> lines = LockTable.lines(List.of(ofSource, ofAccount), Sample.NOW);
        assertEquals("FROM       ACCOUNT  WRONG SECRETS  FOR ANOTHER", lines.get(0));
        assertEquals("strangers  1001     100            1:00", lines.get(1));
        assertEquals("192.0.2.1  any      20             1:00:00", lines.get(2));
    }

    @Test
    void nobody() {
        assertEquals(List.of("Nobody is locked out."), LockTable.lines(List.of(), Sample.NOW));
    }
}

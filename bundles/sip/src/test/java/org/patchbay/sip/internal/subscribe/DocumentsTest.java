package org.patchbay.sip.internal.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LineStates.Line;
import org.patchbay.call.api.LineStates.State;
import org.patchbay.call.api.MessageWaiting.Messages;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;

class DocumentsTest {
    private static final Device DESK = new Device("desk", Set.of(), List.of());
    private static final Device SOFT = new Device("soft", Set.of(), List.of());
    private static final Device LONE = new Device("lone", Set.of(), List.of());
    private static final Directory HOUSE =
            new Directory(
                    "pbx.test",
                    1,
                    Map.of(
                            "anna",
                            new User("anna", "Anna", "11", List.of("desk", "soft")),
                            "nobody",
                            new User("nobody", "", "", List.of())),
                    Map.of("desk", DESK, "soft", SOFT, "lone", LONE),
                    Map.of(),
                    List.of(),
                    Map.of());

    private static Line line(String id, State state) {
        return new Line(new LegId(id), state == State.TRYING, state);
    }

    @Test
    void aFreeLineHasNoDialog() {
        assertEquals(
                "<?xml version=\"1.0\"?>\r\n"
                        + "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"7\""
                        + " state=\"full\" entity=\"sip:11@pbx.test\">\r\n"
                        + "</dialog-info>\r\n",
                DialogInfo.of("sip:11@pbx.test", 7, List.of()).text());
    }

    @Test
    void statesAndDirectionsHaveTheirNamesAndTheFurthestComesFirst() {
        String xml =
                DialogInfo.of(
                                "sip:11@pbx.test",
                                0,
                                List.of(
                                        line("a", State.TRYING),
                                        line("b", State.RINGING),
                                        line("c", State.TALKING)))
                        .text();
        List<String> dialogs = xml.lines().filter(l -> l.startsWith("<dialog ")).toList();
        assertEquals(
                List.of(
                        "<dialog id=\"c\" direction=\"recipient\"><state>confirmed</state></dialog>",
                        "<dialog id=\"b\" direction=\"recipient\"><state>early</state></dialog>",
                        "<dialog id=\"a\" direction=\"initiator\"><state>trying</state></dialog>"),
                dialogs);
    }

    @Test
    void aDocumentIsBoundedAndWellFormed() {
        List<Line> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(line("l" + i, State.RINGING));
        }
        String xml = DialogInfo.of("sip:<\"&>@pbx.test", 0, many).text();
        assertEquals(DialogInfo.MOST, xml.split("<dialog ", -1).length - 1);
        assertTrue(xml.contains("entity=\"sip:&lt;&quot;&amp;&gt;@pbx.test\""), xml);
    }

    @Test
    void aUserIsAllOfTheDevicesAndADeviceIsItself() {
        DialogPackage dialogs = new DialogPackage(true, whom -> List.of());
        assertEquals(Optional.of(Set.of("device:desk", "device:soft")), dialogs.parts("11", HOUSE));
        assertEquals(Optional.of(Set.of("device:desk")), dialogs.parts("desk", HOUSE));
        assertEquals(Optional.empty(), dialogs.parts("12", HOUSE));
        assertEquals(Optional.empty(), dialogs.parts("", HOUSE));
    }

    @Test
    void messagesAreForWhoOwnsThem() {
        MessagePackage boxes = new MessagePackage(user -> Optional.empty());
        assertTrue(boxes.permits(DESK, "11", HOUSE));
        assertTrue(boxes.permits(DESK, "soft", HOUSE));
        assertFalse(boxes.permits(LONE, "11", HOUSE));
        assertEquals(Optional.of(Set.of("mailbox:anna")), boxes.parts("desk", HOUSE));
        assertEquals(Optional.empty(), boxes.parts("lone", HOUSE));
        assertEquals(Optional.empty(), boxes.parts("", HOUSE));
    }

    @Test
    void theSummarySaysWhetherMessagesWait() {
        MessagePackage some =
                new MessagePackage(
                        user -> user.equals("anna") ? Optional.of(new Messages(2, 8)) : null);
        assertEquals(
                "Messages-Waiting: yes\r\nMessage-Account: sip:11@pbx.test\r\n"
                        + "Voice-Message: 2/8\r\n",
                some.body("11", HOUSE, 0).text());
        MessagePackage none = new MessagePackage(user -> Optional.empty());
        assertTrue(none.body("11", HOUSE, 0).text().startsWith("Messages-Waiting: no\r\n"));
    }

    @Test
    void anEventHasANameAndMayHaveAnId() {
        assertEquals(Optional.of(new EventName("dialog", "")), EventName.parse(" Dialog "));
        assertEquals(
                Optional.of(new EventName("dialog", "7")),
                EventName.parse("dialog; sla ; id = 7 ;x=y"));
        assertEquals("dialog;id=7", new EventName("dialog", "7").toString());
        assertEquals(Optional.empty(), EventName.parse(""));
        assertEquals(Optional.empty(), EventName.parse("a b"));
        assertEquals(Optional.empty(), EventName.parse("x".repeat(65)));
    }
}

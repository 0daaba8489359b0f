package org.patchbay.web.internal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.Flow;
import org.patchbay.directory.api.TrunkState;

class EventTextTest {
    private static List<Class<?>> leaves(Class<?> family) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isInterface()) {
                leaves.addAll(leaves(member));
            } else {
                leaves.add(member);
            }
        }
        return leaves;
    }

    private static Object some(RecordComponent c) {
        Class<?> type = c.getType();
        if (type == long.class) {
            return 1L;
        } else if (type == int.class) {
            return 1;
        } else if (type == boolean.class) {
            return true;
        } else if (type == char.class) {
            return '7';
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == List.class) {
            return List.of();
        } else if (type == CallId.class) {
            return new CallId("c1");
        } else if (type == LegId.class) {
            return new LegId("l1");
        } else if (type == Party.class) {
            return new Party("1001", "Anna");
        } else if (type == DisconnectCause.class) {
            return DisconnectCause.of(DisconnectCause.Reason.BUSY);
        } else if (type == TrunkState.class) {
            return TrunkState.UP;
        } else if (type == AccessLock.class) {
            return new AccessLock("192.0.2.7", "", 3, Instant.EPOCH);
        } else if (type == BindingChange.class) {
            return bindingChange();
        }
        assertEquals(String.class, type, "say here what a " + type + " is");
        return "text";
    }

    private static BindingChange bindingChange() {
        return new BindingChange(
                BindingChange.Kind.ADDED,
                new Binding(
                        new AddressOfRecord("1001", "pbx"),
                        "sip:1001@192.0.2.7",
                        1000,
                        Instant.EPOCH,
                        "x",
                        1,
                        new Flow("udp", "192.0.2.7", 5060, ""),
                        "phone"));
    }

    private static Object make(Class<?> type, Object... values) {
        Class<?>[] types =
                Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    @Test
    void every_event_of_the_house_has_its_text() {
        for (Class<?> leaf : leaves(HouseEvent.class)) {
            RecordComponent[] components = leaf.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = some(components[i]);
            }
            HouseEvent event = (HouseEvent) make(leaf, values);
            String text = EventText.of(new NumberedEvent("b1", 7, Instant.EPOCH, event));
            assertNotNull(EventText.event(event).get("kind"));
            assertEquals(
                    leaf.getSimpleName(),
                    org.patchbay.web.internal.http.Json.object(text)
                            .path("event")
                            .path("kind")
                            .asText());
        }
    }

    @Test
    void a_script_that_failed_is_told_with_its_place() {
        assertEquals(
                "{\"type\":\"event\",\"number\":7,\"at\":0,\"event\":"
                        + "{\"kind\":\"ScriptFailed\",\"script\":\"apps/desk.mjs\",\"version\":3,"
                        + "\"text\":\"apps/desk.mjs:3:7: Error: no\",\"failures\":9}}",
                EventText.of(
                        new NumberedEvent(
                                "b1",
                                7,
                                Instant.EPOCH,
                                new HouseEvent.ScriptFailed(
                                        "apps/desk.mjs", 3, "apps/desk.mjs:3:7: Error: no", 9))));
    }

    @Test
    void which_key_was_pressed_is_not_told() {
        String text =
                EventText.of(
                        new NumberedEvent(
                                "b1",
                                7,
                                Instant.EPOCH,
                                new HouseEvent.LegDigit(new CallId("c1"), new LegId("l1"), '9')));
        assertFalse(text.contains("9"), text);
        assertEquals(
                "{\"type\":\"event\",\"number\":7,\"at\":0,\"event\":"
                        + "{\"kind\":\"LegDigit\",\"call\":\"c1\",\"leg\":\"l1\"}}",
                text);
    }
}

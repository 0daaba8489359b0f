package org.patchbay.console.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Counters;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.console.internal.text.Sample;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.patchbay.media.api.MediaEngineSnapshot.Lateness;
import org.patchbay.media.api.MediaEngineSnapshot.Loop;
import org.patchbay.testkit.FakeMedia;

class CommandsTest {
    private final FakeHouse house = new FakeHouse();

    @AfterEach
    void everyServiceIsGivenBack() {
        assertEquals(List.of(), house.unreturned);
    }

    private static <C extends CallCommandById> C about(C command, String id) {
        command.id = id;
        return command;
    }

    private static DialCommand dial(String from, String to) {
        DialCommand command = new DialCommand();
        command.from = from;
        command.to = to;
        return command;
    }

    private static HangupCommand hangup(String id, String leg) {
        HangupCommand command = about(new HangupCommand(), id);
        command.leg = leg;
        return command;
    }

    private static TransferCommand transfer(String id, String leg, String to) {
        TransferCommand command = about(new TransferCommand(), id);
        command.leg = leg;
        command.to = to;
        return command;
    }

    @Test
    void whatPartsCountIsShownByName() throws Exception {
        assertEquals("No part counts anything just now.\n", house.run(new CountersCommand()));
        house.services.put(Counters.class, new OfSip());
        assertEquals(
                "counter      value\nsip.dropped  3\nsip.sent     12\n",
                house.run(new CountersCommand()));
    }

    private static final class OfSip implements Counters {
        @Override
        public String part() {
            return "sip";
        }

        @Override
        public SortedMap<String, Long> read() {
            return new TreeMap<>(Map.of("sent", 12L, "dropped", 3L));
        }
    }

    @Test
    void mediaLoopsAreShownForPeopleAndForPrograms() throws Exception {
        MediaCommand command = new MediaCommand();
        assertEquals("Not available: there is no media engine just now.\n", house.run(command));
        Lateness late =
                new Lateness(63, 1087, 25_599, new TreeMap<>(Map.of(63L, 990L, 1087L, 10L)));
        Lateness none = new Lateness(0, 0, 0, new TreeMap<>());
        MediaEngineSnapshot engine =
                new MediaEngineSnapshot(
                        3,
                        2,
                        3,
                        97,
                        List.of(
                                new Loop("media-0", 3, 2, 0.124, late),
                                new Loop("media-1", 0, 0, 0, none)));
        house.services.put(MediaEngine.class, new FakeMedia().shows(engine));
        assertEquals(
                """
                3 sessions, 2 mixes, 3 of 100 port pairs in use
                loop     sessions  mixes  busy  ticks  late p50  p99     most
                media-0  3         2      12%   1000   0.1 ms    1.1 ms  25.6 ms
                media-1  0         0      0%    0      0.0 ms    0.0 ms  0.0 ms
                """,
                house.run(command));
        command.ticks = true;
        assertEquals("ticks media-0=63:990,1087:10 media-1=\n", house.run(command));
    }

    @Test
    void anAbsentPartIsNamed() throws Exception {
        String noHub = "Not available: there is no call hub just now.\n";
        assertEquals(noHub, house.run(new CallsCommand()));
        assertEquals(noHub, house.run(about(new CallReportCommand(), "x")));
        assertEquals(noHub, house.run(hangup("x", null)));
        assertEquals(noHub, house.run(dial("1001", "600")));
        assertEquals(noHub, house.run(new EventsCommand()));
        assertEquals(
                "Not available: there is no registrar just now.\n",
                house.run(new RegistrationsCommand()));
        assertEquals(
                "Not available: there is no scripting just now.\n",
                house.run(new ScriptsCommand()));
        assertEquals(
                "Not available: there is no directory just now.\n",
                house.run(new DirectoryCommand()));
    }

    @Test
    void aNumberToDialFromIsADevice() throws Exception {
        house.withHub();
        assertEquals("Dials: call c-1\n", house.run(dial("1001", "600")));
        house.run(dial("trunk:acme/12", "600"));
        assertEquals(
                List.of(
                        new CallCommand.Originate(new Target("device", "1001"), "600"),
                        new CallCommand.Originate(new Target("trunk", "acme/12"), "600")),
                house.hub.commands);
        house.hub.result = new CommandResult.Refused("device 1001 is not registered");
        assertEquals("Refused: device 1001 is not registered\n", house.run(dial("1001", "600")));
        assertTrue(house.run(dial("X:y", "600")).startsWith("target scheme 'X'"));
    }

    @Test
    void aCallIsFoundByItsBeginning() throws Exception {
        house.withHub().hub.calls.addAll(List.of(Sample.call("abc"), Sample.call("abd")));
        assertTrue(house.run(about(new CallReportCommand(), "abc")).startsWith("call        abc"));
        assertEquals(
                "2 calls begin with ab: write more of it.\n",
                house.run(about(new CallReportCommand(), "ab")));
        assertEquals("There is no call z.\n", house.run(hangup("z", null)));
        assertEquals(List.of(), house.hub.commands);
    }

    @Test
    void oneLegOrAllOfThemAreHungUp() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        assertEquals("Ends: call c-1\n", house.run(hangup("a", null)));
        assertEquals("Ends: leg l2 of call c-1\n", house.run(hangup("a", "l2")));
        assertEquals("There is no leg l3.\n", house.run(hangup("a", "l3")));
        CallId id = new CallId("abc");
        assertEquals(
                List.of(
                        new CallCommand.Hangup(id, Optional.empty()),
                        new CallCommand.Hangup(id, Optional.of(new LegId("l2")))),
                house.hub.commands);
    }

    @Test
    void aLegGivesWhomItTalksToToADeviceOrAnyTarget() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        assertEquals("Transfers: leg l2 of call c-1\n", house.run(transfer("a", "l2", "1003")));
        house.run(transfer("a", "l2", "trunk:acme/12"));
        assertEquals("There is no leg l3.\n", house.run(transfer("a", "l3", "1003")));
        assertTrue(house.run(transfer("a", "l2", "X:y")).startsWith("target scheme 'X'"));
        assertEquals("There is no call z.\n", house.run(transfer("z", "l2", "1003")));
        CallId id = new CallId("abc");
        LegId leg = new LegId("l2");
        assertEquals(
                List.of(
                        new CallCommand.Transfer(id, leg, new TransferTo.Number("1003")),
                        new CallCommand.Transfer(id, leg, new Target("trunk", "acme/12"))),
                house.hub.commands);
    }

    @Test
    void aLegIsPutOnHoldAndTakenOff() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        HoldCommand hold = new HoldCommand();
        hold.id = "a";
        hold.leg = "l2";
        assertEquals("Holds: leg l2 of call c-1\n", house.run(hold));
        hold.leg = "l3";
        assertEquals("There is no leg l3.\n", house.run(hold));
        ResumeCommand resume = new ResumeCommand();
        resume.id = "a";
        resume.leg = "l2";
        assertEquals("Resumes: leg l2 of call c-1\n", house.run(resume));
        CallId id = new CallId("abc");
        LegId leg = new LegId("l2");
        assertEquals(
                List.of(new CallCommand.Hold(id, leg, true), new CallCommand.Hold(id, leg, false)),
                house.hub.commands);
    }

    @Test
    void twoCallsAreJoinedByALegOfTheOther() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        assertEquals("Transfers: leg l2 of call c-1\n", house.run(transfer("a", "l2", "leg:l1")));
        assertEquals("There is no leg l9.\n", house.run(transfer("a", "l2", "leg:l9")));
        assertEquals(
                List.of(
                        new CallCommand.Transfer(
                                new CallId("abc"),
                                new LegId("l2"),
                                new TransferTo.SeatOf(new LegId("l1")))),
                house.hub.commands);
    }

    @Test
    void aLegGoesElsewhere() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        MoveCommand move = about(new MoveCommand(), "a");
        move.leg = "l2";
        move.to = "8001";
        assertEquals("Moves: leg l2 of call c-1\n", house.run(move));
        move.to = "user:anna";
        house.run(move);
        house.hub.result = new CommandResult.Refused("8001 cannot be reached: it is locked");
        assertEquals("Refused: 8001 cannot be reached: it is locked\n", house.run(move));
        move.leg = "l3";
        assertEquals("There is no leg l3.\n", house.run(move));
        CallId id = new CallId("abc");
        LegId leg = new LegId("l2");
        assertEquals(
                new CallCommand.Move(id, leg, new TransferTo.Number("8001")),
                house.hub.commands.get(0));
        assertEquals(
                new CallCommand.Move(id, leg, new TransferTo.Somebody(new Target("user", "anna"))),
                house.hub.commands.get(1));
    }

    @Test
    void aThirdIsJoinedAndKeysArePlayed() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        JoinCommand join = about(new JoinCommand(), "a");
        join.leg = "l2";
        join.to = "1003";
        assertEquals("Rings a third for leg l2 of call c-1\n", house.run(join));
        join.to = "user:anna";
        house.run(join);
        join.leg = "l3";
        assertEquals("There is no leg l3.\n", house.run(join));
        join.to = "";
        assertEquals("a number of 1 to 128 characters is needed\n", house.run(join));
        DtmfCommand dtmf = about(new DtmfCommand(), "a");
        dtmf.leg = "l2";
        dtmf.keys = "12#";
        assertEquals("Plays keys: leg l2 of call c-1\n", house.run(dtmf));
        dtmf.keys = "1x";
        assertEquals("1 to 32 keys of 0-9 * # A-D are needed\n", house.run(dtmf));
        CallId id = new CallId("abc");
        LegId leg = new LegId("l2");
        assertEquals(
                List.of(
                        new CallCommand.Join(id, leg, new TransferTo.Number("1003")),
                        new CallCommand.Join(
                                id, leg, new TransferTo.Somebody(new Target("user", "anna"))),
                        new CallCommand.Press(id, leg, "12#")),
                house.hub.commands);
    }

    @Test
    void somebodyListensIn() throws Exception {
        house.withHub().hub.calls.add(Sample.call("abc"));
        ListenCommand listen = about(new ListenCommand(), "a");
        listen.by = "1003";
        assertEquals("Rings device:1003, which will listen: call c-1\n", house.run(listen));
        assertEquals(
                List.of(new CallCommand.Listen(new CallId("abc"), new Target("device", "1003"))),
                house.hub.commands);
    }

    @Test
    void eventsEndAfterTheirNumber() throws Exception {
        house.withHub();
        for (int i = 1; i <= 3; i++) {
            house.hub.toTell.add(
                    new NumberedEvent("b", i, Sample.NOW, new HouseEvent.DirectoryLoaded(i)));
        }
        EventsCommand events = new EventsCommand();
        events.most = 2;
        List<String> lines = house.run(events).lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).endsWith("#2  directory version 2 is in force"), lines.get(1));
        assertFalse(house.hub.subscribed);
    }

    @Test
    void eventsEndWithTheBundleAndWithAnInterrupt() throws Exception {
        house.withHub();
        house.bundleState = Bundle.STOPPING;
        assertEquals("", house.run(new EventsCommand()));
        house.bundleState = Bundle.ACTIVE;
        Thread.currentThread().interrupt();
        assertEquals("", house.run(new EventsCommand()));
        assertFalse(house.hub.subscribed);
    }

    @Test
    void eventsEndWithTheHub() throws Exception {
        house.withHub().hub.onSubscribe = house.services::clear;
        assertEquals("The call hub is gone.\n", house.run(new EventsCommand()));
    }

    @Test
    void idsAreCompleted() {
        CallIdCompleter completer = new CallIdCompleter();
        completer.context = house.context();
        assertEquals(List.of(), completer.words(null));
        house.withHub().hub.calls.addAll(List.of(Sample.call("abc"), Sample.call("abd")));
        assertEquals(List.of("abc", "abd"), completer.words(null));
    }
}

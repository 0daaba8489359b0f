package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/**
 * Three real phones: one of two who talk gives the other to the third. None of them is 1001, whose
 * tone is too near to the ringback: where that begins and ends in a window, it spills that far.
 */
@ExtendWith(SharedServer.class)
class TransferIT {
    private static final Tone RINGBACK = new Tone(425, -18);

    @ParameterizedTest
    @ValueSource(strings = {"1002", "1003"})
    void who_stays_hears_that_it_rings_and_then_who_answered(String leaves, Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002"));
                BaresipPhone two = BaresipPhone.registered(server, Settings.of("1003"));
                BaresipPhone three = BaresipPhone.registered(server, Settings.of("1004"))) {
            BaresipPhone by = leaves.equals("1002") ? one : two;
            BaresipPhone stays = leaves.equals("1002") ? two : one;
            talk(one, two);

            transfer(server, leaves, "1004");
            three.rings();
            stays.listen();
            Recording waiting = stays.heard(6).doesNotHear(by.tone());
            double ringback = waiting.peakDb(RINGBACK.frequencyHz());
            assertEquals(RINGBACK.levelDb(), ringback, 3, "a second of five");

            three.answer();
            three.talks();
            by.isOver();
            Ear.hearEachOther(stays, three, 1);
            List<Recording> heard = Ear.together(2, List.of(stays, three));
            heard.get(0).hears(three.tone()).doesNotHear(by.tone()).doesNotHear(RINGBACK);
            heard.get(1).hears(stays.tone()).doesNotHear(by.tone());
            stays.hangUp();
            three.isOver();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1002", "1003"})
    void who_wanted_it_talks_again_where_nobody_answers(String leaves, Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002"));
                BaresipPhone two = BaresipPhone.registered(server, Settings.of("1003"));
                BaresipPhone three = BaresipPhone.registered(server, Settings.of("1004"))) {
            talk(one, two);
            transfer(server, leaves, "1004");
            three.rings();
            three.hangUp();
            Ear.hearEachOther(one, two, 1);
            one.hangUp();
            two.isOver();
        }
        server.hasNoCalls();
    }

    private static void talk(BaresipPhone caller, BaresipPhone callee) {
        caller.dial("1003");
        callee.rings();
        callee.answer();
        callee.talks();
        caller.talks();
        Ear.hearEachOther(caller, callee, 1);
    }

    private static void transfer(Server server, String device, String to) {
        String call = first("(?m)^([0-9a-zA-Z]+-\\d+) ", server.console("pbx:calls"));
        String legs = server.console("pbx:call " + call);
        String leg = first("(?m)^(\\S+) +(?:in|out) +device:" + device, legs);
        String said = server.console("pbx:transfer " + call + " " + leg + " " + to);
        assertTrue(said.contains("Transfers: leg " + leg), said);
    }

    private static String first(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }
}

package org.patchbay.itests;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/** 8xxx: in a room each hears all others and not itself. */
@ExtendWith(SharedServer.class)
class RoomIT {
    @Test
    void three_in_a_room(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered();
                RawPhone three = RawPhone.of(server, "1003").registered()) {
            RawCall a = one.call("8001").answeredOk();
            RawCall b = two.call("8001").answeredOk();
            Ear.hearEachOther(a, b, 1.5);
            RawCall c = three.call("8001").answeredOk();
            allHearAllOthers(List.of(a, b, c));

            b.hangUp();
            a.listen();
            a.heard(0.3); // what was on its way
            Ear.together(1, List.of(a))
                    .get(0)
                    .hears(three.tone())
                    .doesNotHear(two.tone())
                    .doesNotHear(one.tone());
            a.hangUp();
            c.hangUp();
        }
        server.hasNoCalls();
    }

    @Test
    void phones_of_different_codecs_in_a_room(Server server) {
        try (BaresipPhone opus = BaresipPhone.registered(server, Settings.of("1001").with("opus"));
                BaresipPhone g722 =
                        BaresipPhone.registered(server, Settings.of("1002").with("G722"));
                RawPhone pcmu = RawPhone.of(server, "1003").registered()) {
            opus.dial("8002");
            opus.talks();
            g722.dial("8002");
            g722.talks();
            RawCall call = pcmu.call("8002").answeredOk();
            allHearAllOthers(List.of(opus, g722, call));
            opus.hangUp();
            g722.hangUp();
            call.hangUp();
        }
        server.hasNoCalls();
    }

    /** Where the sum of all would clip, taking oneself out of it afterwards would not be enough. */
    @Test
    void three_who_shout(Server server) {
        try (RawPhone one = shouting(server, "1001");
                RawPhone two = shouting(server, "1002");
                RawPhone three = shouting(server, "1003")) {
            List<RawPhone> phones = List.of(one, two, three);
            List<RawCall> calls = phones.stream().map(p -> p.call("8003").answeredOk()).toList();
            List<Recording> recordings = Ear.together(1.5, calls);
            for (RawCall call : calls) {
                Recording heard = recordings.get(calls.indexOf(call)).doesNotHear(call.tone());
                for (RawCall other : calls) {
                    if (other != call) {
                        heard.hears(other.tone(), -5); // a limiter may take some of it
                    }
                }
            }
            calls.forEach(RawCall::hangUp);
        }
    }

    @Test
    void rooms_do_not_hear_each_other(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            RawCall a = one.call("8004").answeredOk();
            RawCall b = two.call("8005").answeredOk();
            a.listen();
            b.listen();
            a.heard(1).isSilent();
            b.heard(1).isSilent();
            a.hangUp();
            b.hangUp();
        }
    }

    private static RawPhone shouting(Server server, String user) {
        String wav = Tone.of(user).at(-2).loop().toString();
        return RawPhone.of(server, user, o -> o.put("play", wav)).registered();
    }

    private static void allHearAllOthers(List<? extends Ear> ears) {
        List<Recording> recordings = Ear.together(1.5, ears);
        for (Ear ear : ears) {
            Recording heard = recordings.get(ears.indexOf(ear)).doesNotHear(ear.tone());
            ears.stream().filter(other -> other != ear).forEach(o -> heard.hears(o.tone()));
        }
    }
}

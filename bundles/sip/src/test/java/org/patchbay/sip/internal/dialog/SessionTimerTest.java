package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sip.internal.dialog.SessionTimer.Effect;
import org.patchbay.sip.internal.dialog.SessionTimer.Event;
import org.patchbay.sip.internal.dialog.SessionTimer.Rules;
import org.patchbay.sip.internal.dialog.SessionTimer.Verdict;

class SessionTimerTest {
    private static long seconds(long s) {
        return TimeUnit.SECONDS.toNanos(s);
    }

    private static Optional<SessionExpires> said(String value) {
        return value == null || value.equals("-") ? Optional.empty() : SessionExpires.parse(value);
    }

    /** Each word is a second, an event and what it says: {@code 0:agreed:1800;refresher=uac}. */
    private static SessionTimer play(SessionTimer from, String story, List<String> done) {
        SessionTimer machine = from;
        for (String word : story.split(" ")) {
            String[] parts = (word + ":").split(":");
            SessionTimer.Step step = machine.next(event(parts), seconds(Long.parseLong(parts[0])));
            machine = step.state();
            for (Effect effect : step.effects()) {
                done.add(effect + "@" + parts[0]);
            }
        }
        return machine;
    }

    private static Event event(String[] parts) {
        switch (parts[1]) {
            case "agreed":
                return new Event.Agreed(said(parts[2]));
            case "granted":
                return new Event.Granted(said(parts[2]));
            case "brief":
                return new Event.TooBrief(Integer.parseInt(parts[2]));
            case "refused":
                return new Event.Refused();
            default:
                return new Event.Tick();
        }
    }

    private static String wake(SessionTimer machine) {
        return machine.wakeAt() == Timing.NEVER
                ? "never"
                : Long.toString(TimeUnit.NANOSECONDS.toSeconds(machine.wakeAt()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // half of it until the refresh (section 7.2), 32 s before its end the BYE (10)
                "0:agreed:1800;refresher=uac                           | > WE 900",
                "0:agreed:1800;refresher=uas                           | > PEER 1768",
                "0:agreed:1800                                         | > WE 900",
                "0:agreed:-                                            | > NOBODY never",
                "0:agreed:1800;refresher=uac 5:agreed:-                | > NOBODY never",
                "0:granted:1800;refresher=uac                          | > PEER 1768",
                "0:granted:1800;refresher=uas                          | > WE 900",
                "0:granted:90;refresher=uac                            | > PEER 60",
                "0:granted:90;refresher=uac 5:granted:-                | > NOBODY never",
                // we refresh
                "0:agreed:1800;refresher=uac 899:tick                  | > WE 900",
                "0:agreed:1800;refresher=uac 900:tick                  | REFRESH@900 > WE 1768",
                "0:agreed:1800;refresher=uac 900:tick 901:agreed:1800;refresher=uac"
                        + " | REFRESH@900 > WE 1801",
                "0:agreed:1800;refresher=uac 900:tick 901:tick         | REFRESH@900 > WE 1768",
                "0:agreed:1800;refresher=uac 900:tick 902:refused      | REFRESH@900 > WE 912",
                "0:agreed:1800;refresher=uac 900:tick 902:refused 912:tick"
                        + " | REFRESH@900 REFRESH@912 > WE 1768",
                "0:agreed:1800;refresher=uac 900:tick 902:brief:3600 902:tick"
                        + " | REFRESH@900 REFRESH@902 > WE 1768",
                // a 422 that wants no more than it got is a refusal, or it would be asked for ever
                "0:agreed:1800;refresher=uac 900:tick 902:brief:1800 902:tick"
                        + " | REFRESH@900 > WE 912",
                "0:agreed:1800;refresher=uac 900:tick 902:brief:0 902:tick"
                        + " | REFRESH@900 > WE 912",
                "0:agreed:1800;refresher=uac 900:tick 1768:tick"
                        + " | REFRESH@900 EXPIRE@1768 > NOBODY never",
                // the far side refreshes, or not
                "0:agreed:1800;refresher=uas 900:tick                  | > PEER 1768",
                "0:agreed:1800;refresher=uas 900:granted:1800;refresher=uac | > PEER 2668",
                "0:agreed:1800;refresher=uas 1767:tick                 | > PEER 1768",
                "0:agreed:1800;refresher=uas 1768:tick                 | EXPIRE@1768 > NOBODY never",
                "0:agreed:1800;refresher=uas 1768:tick 1769:tick       | EXPIRE@1768 > NOBODY never",
                "0:agreed:1800;refresher=uas 5:refused                 | > PEER 1768",
                // an answer may not go below what we said is the least (section 9)
                "0:agreed:1;refresher=uac                              | > WE 45",
            })
    void tells(String story, String expected) {
        List<String> done = new ArrayList<>();
        SessionTimer end = play(SessionTimer.begin(Rules.USUAL), story, done);
        String told = String.join(" ", done) + " > " + end.refresher() + " " + wake(end);
        assertEquals(expected, told.trim());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // at first                    asked | Min-SE | knows | what it gets
                "0:tick                       | 1800               | 0    | true  | 1800;refresher=uac",
                "0:tick                       | 1800;refresher=uas | 0    | true  | 1800;refresher=uas",
                "0:tick                       | 1800;refresher=uac | 0    | true  | 1800;refresher=uac",
                "0:tick                       | 3600               | 90   | true  | 1800;refresher=uac",
                "0:tick                       | 7200               | 3600 | true  | 3600;refresher=uac",
                "0:tick                       | 600                | 0    | true  | 600;refresher=uac",
                "0:tick                       | 90                 | 0    | true  | 90;refresher=uac",
                "0:tick                       | 89                 | 0    | true  | 422",
                "0:tick                       | -                  | 0    | true  | 1800;refresher=uac",
                "0:tick                       | -                  | 2000 | true  | 2000;refresher=uac",
                "0:tick                       | -                  | 0    | false | none",
                // a proxy between asks: who cannot refresh is not left alone with it, nor with a
                // 422
                "0:tick                       | 1800               | 0    | false | 1800;refresher=uas",
                "0:tick                       | 1800;refresher=uac | 0    | false | 1800;refresher=uas",
                "0:tick                       | 60                 | 0    | false | none",
                // later on who refreshes stays who it was
                "0:agreed:900;refresher=uac   | 900                | 0    | true  | 900;refresher=uas",
                "0:agreed:900;refresher=uas   | 900                | 0    | true  | 900;refresher=uac",
                "0:agreed:900;refresher=uac   | 900;refresher=uac  | 0    | true  | 900;refresher=uac",
                "0:agreed:900;refresher=uac   | -                  | 0    | false | 900;refresher=uas",
                "0:agreed:900;refresher=uas   | -                  | 0    | true  | 900;refresher=uac",
                "0:agreed:900;refresher=uas   | -                  | 0    | false | none",
                "0:granted:900;refresher=uas  | 900                | 0    | true  | 900;refresher=uas",
            })
    void judges(String before, String asked, int least, boolean supported, String expected) {
        SessionTimer machine =
                play(SessionTimer.begin(Rules.USUAL), before.trim(), new ArrayList<>());
        Verdict verdict = machine.judge(said(asked), least, supported);
        String got = verdict.grant().map(SessionExpires::text).orElse("none");
        assertEquals(expected, verdict.isTooBrief() ? "422" : got);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0:tick                                   | true  | 1800               | 90",
                "0:tick                                   | false | none               | 90",
                "0:brief:2400                             | true  | 2400               | 2400",
                "0:agreed:1800;refresher=uac              | false | 1800;refresher=uac | 90",
                "0:agreed:1800;refresher=uas              | false | 1800;refresher=uas | 90",
                "0:granted:1800;refresher=uac             | false | 1800;refresher=uas | 90",
                "0:agreed:600;refresher=uac 1:brief:700   | false | 700;refresher=uac  | 700",
            })
    void asks(String before, boolean first, String expected, int least) {
        SessionTimer machine =
                play(SessionTimer.begin(Rules.USUAL), before.trim(), new ArrayList<>());
        assertEquals(expected, machine.request(first).map(SessionExpires::text).orElse("none"));
        assertEquals(least, machine.leastS());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1800                  | 1800",
                "1800 ; Refresher = UAC | 1800;refresher=uac",
                "90;x=y;refresher=uas  | 90;refresher=uas",
                "90;refresher=both     | 90",
                "soon                  | none",
                "''                    | none",
                ";                     | none",
                ";refresher=uac        | none",
                "-5                    | none",
                "9999999999            | none",
            })
    void reads(String header, String expected) {
        assertEquals(
                expected, SessionExpires.parse(header).map(SessionExpires::text).orElse("none"));
    }
}

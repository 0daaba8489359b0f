package org.patchbay.hub.internal.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.directory.api.User;

/** Trunk acme shows +49300 and what begins with +49305 or 0180; there anna has +49301. */
class ShownCallerTest {
    private static final Target OUT = new Target("trunk", "acme/0123");
    private static final List<String> MAY_SHOW = List.of("+49305", "0180");

    private static Directory directory(boolean showForwarded) {
        Trunk trunk = new Trunk("acme", "192.0.2.1", 5060, "udp", List.of(), List.of(), "");
        Optional<String> its = Optional.of("+49300");
        TrunkTerms terms = new TrunkTerms(CallLimits.NONE, its, MAY_SHOW, showForwarded, false);
        Map<String, String> numbers = Map.of("acme", "+49301");
        User anna = new User("anna", "Anna", "1001", List.of(), CallLimits.NONE, numbers);
        User carl = new User("carl", "Carl", "1003", List.of());
        return new Directory(
                "example.org",
                1,
                Map.of("anna", anna, "carl", carl),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of("acme", trunk.with(terms), "plain", trunk));
    }

    private static Party ofCarl(Party party, String target) {
        Optional<String> carl = Optional.of("carl");
        return new ShownCaller(party, false).over(Target.parse(target), carl, directory(false));
    }

    /** The number of the call, whose it is, from outside, whether such numbers go on: shown. */
    @ParameterizedTest
    @CsvSource({
        // the user's number comes first
        "1001,    anna, false, false, +49301",
        "+493055, anna, false, false, +49301",
        "+331,    anna, true,  true,  +49301",
        // what may be shown
        "+493055, carl, false, false, +493055",
        "0180555, carl, false, false, 0180555",
        "+49300,  carl, false, false, +49300",
        "0180555,     , true,  false, 0180555",
        // and what not
        "1003,    carl, false, false, +49300",
        "+49301,  carl, false, false, +49300",
        "'',      carl, false, false, +49300",
        "+4930,       , false, false, +49300",
        // who comes from outside
        "+331,        , true,  false, +49300",
        "+331,        , true,  true,  +331",
        "+331,    carl, true,  true,  +331",
        // somebody inside claims nothing by that
        "+331,    carl, false, true,  +49300",
        "+331,        , false, true,  +49300"
    })
    void theTable(String number, String user, boolean outside, boolean goOn, String shown) {
        ShownCaller caller = new ShownCaller(new Party(number, "Name"), outside);
        Optional<String> who = Optional.ofNullable(user);
        assertEquals(shown, caller.over(OUT, who, directory(goOn)).number());
    }

    @Test
    void aTrunkWithoutANumberShowsWhatItIsTold() {
        Party own = new Party("1003", "Carl");
        assertEquals(own, ofCarl(own, "trunk:plain/0123"));
    }

    @Test
    void whoIsAnonymousIsShownToNobody() {
        for (boolean outside : List.of(true, false)) {
            ShownCaller caller = new ShownCaller(Party.ANONYMOUS, outside);
            for (Optional<String> user : List.of(Optional.of("anna"), Optional.<String>empty())) {
                assertEquals(Party.ANONYMOUS, caller.over(OUT, user, directory(true)));
            }
        }
    }

    @Test
    void onlyTrunksHaveASay() {
        Party inside = new Party("", "Carl");
        assertEquals(new Party("+49300", "Carl"), ofCarl(inside, "trunk:acme/0123"));
        assertEquals(inside, ofCarl(inside, "device:1001"));
        assertEquals(inside, ofCarl(inside, "trunk:gone/0123"));
    }

    /** A name that came with a number of somebody else's goes with it. */
    @Test
    void aStrangersNumberAndNameGoTogether() {
        ShownCaller zoe = new ShownCaller(new Party("+331", "Zoe"), true);
        Optional<String> nobody = Optional.empty();
        assertEquals(new Party("+49300", ""), zoe.over(OUT, nobody, directory(false)));
        assertEquals(zoe.party(), zoe.over(OUT, nobody, directory(true)));
        Party ours = new Party("+331", "Sales");
        assertEquals(new Party("+49300", "Sales"), ofCarl(ours, "trunk:acme/0123"));
    }
}

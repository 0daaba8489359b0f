package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.scripting.internal.TestHouse.fromDevice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.Plan;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.PublicNumber;
import org.patchbay.directory.api.PublicNumber.Kind;

class NumberLookupTest {
    private static final String OFFICE = "routing/office.mjs";
    @TempDir Path folder;
    private TestHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new TestHouse(folder, Duration.ofMillis(300), 2);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void numbersAreReadByThePlansOfTheWorld() throws Exception {
        house.surroundings.numbers(new TwoPlans());
        house.save(
                OFFICE,
                """
                export function outbound(call, pbx) {
                  const found = [pbx.number(call.dialled), pbx.number(call.dialled, 'GB'),
                    pbx.number(call.dialled, 'XX'), pbx.number(), pbx.number(null)];
                  return { app: 'x', found: JSON.stringify(found) };
                }
                """);
        house.awaitVersion(OFFICE, 1);
        Decision.Follow follow =
                (Decision.Follow) house.decide("office", fromDevice("1001", "020 79460018"));
        Plan.RunApp app = (Plan.RunApp) follow.plan();
        assertEquals(
                """
                [null,{"e164":"+442079460018","national":"02079460018","country":"GB","kind":"fixed"},null,null,null]""",
                app.arguments().get("found"));
        assertEquals(
                List.of(
                        "number(020 79460018) → —",
                        "number(020 79460018 in GB) → +442079460018",
                        "number(020 79460018 in XX): no such country",
                        "number() → —",
                        "number() → —"),
                follow.reasons());

        house.surroundings.numbers(null);
        follow = (Decision.Follow) house.decide("office", fromDevice("1001", "020 79460018"));
        assertTrue(follow.reasons().contains("no numbering plans are available"));
    }

    private static final class TwoPlans implements NumberPlan {
        @Override
        public Optional<PublicNumber> read(String dialled) {
            return Optional.empty();
        }

        @Override
        public Optional<PublicNumber> read(String dialled, String country) {
            if (!country.equals("GB")) {
                throw new IllegalArgumentException("no such country");
            }
            return Optional.of(new PublicNumber("+442079460018", "02079460018", "GB", Kind.FIXED));
        }
    }
}

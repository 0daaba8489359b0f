package org.patchbay.web.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MosTest {
    @Test
    void the_best_that_narrowband_can_be() {
        assertEquals(4.41, Mos.of("PCMU/8000", 0, 0), 0.01); // R 93.2, G.107 Annex B
    }

    @Test
    void worse_with_loss_and_delay_and_never_out_of_its_range() {
        double last = 5;
        for (double loss : new double[] {0, 1, 3, 10, 30, 100}) {
            double mos = Mos.of("PCMA/8000", loss, 50);
            assertTrue(mos < last && mos >= 1, loss + " % gives " + mos);
            last = mos;
        }
        assertTrue(Mos.of("PCMU/8000", 0, 400) < Mos.of("PCMU/8000", 0, 150) - 0.4);
        assertEquals(1, Mos.of("PCMU/8000", 100, 5000));
        assertEquals(1, Mos.of("PCMU/8000", 100, 238)); // where the curve itself dips below
        assertTrue(Mos.of("opus/48000/2", 5, 50) > Mos.of("PCMU/8000", 5, 50));
    }
}

package org.patchbay.numbers.internal;

import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.PublicNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plans, and the country of the house. */
@Component(service = NumberPlan.class, configurationPid = "org.patchbay.numbers")
@Designate(ocd = NumbersConfig.class)
public final class NumbersComponent implements NumberPlan {
    private static final Logger LOG = LoggerFactory.getLogger(NumbersComponent.class);

    private volatile String country = "";

    @Activate
    @Modified
    void configure(NumbersConfig config) {
        String given = config.country().strip().toUpperCase(Locale.ROOT);
        if (WorldPlan.knows(given)) {
            country = given;
            LOG.info("numbers are read as in {}", given.isEmpty() ? "no country" : given);
        } else {
            country = "";
            LOG.error(
                    "org.patchbay.numbers.cfg: 'country' is '{}', which is no country of ISO"
                            + " 3166-1, such as DE; only numbers that begin with + are understood",
                    printable(given));
        }
    }

    private static String printable(String text) {
        String bounded = text.length() > 20 ? text.substring(0, 20) + "…" : text;
        return bounded.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public Optional<PublicNumber> read(String dialled) {
        return WorldPlan.read(dialled, country);
    }

    @Override
    public Optional<PublicNumber> read(String dialled, String in) {
        String given = in.strip().toUpperCase(Locale.ROOT);
        if (!WorldPlan.knows(given)) {
            throw new IllegalArgumentException("no country of ISO 3166-1: " + printable(given));
        }
        return WorldPlan.read(dialled, given);
    }
}

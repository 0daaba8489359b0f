package org.patchbay.media.internal.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.patchbay.media.api.CodecFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs that there are now. Of two with the same coding the one that came last serves new
 * sessions; running ones keep what they began with. Any thread.
 */
@Component(service = CodecRegistry.class)
public final class CodecRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(CodecRegistry.class);

    private final List<Codec> arrivals = new ArrayList<>();
    private volatile List<Codec> current = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public synchronized void bindCodec(CodecFactory factory) {
        Codec codec = Codec.of(factory);
        arrivals.add(codec);
        arrange();
        LOG.info("codec {}/{} is there", codec.name(), codec.clockRateHz());
    }

    public synchronized void unbindCodec(CodecFactory factory) {
        boolean was = arrivals.removeIf(c -> c.factory() == factory);
        arrange();
        if (was) {
            LOG.info("a codec is gone, left: {}", names());
        }
    }

    private void arrange() {
        Map<String, Codec> latest = new LinkedHashMap<>();
        for (Codec codec : arrivals) {
            latest.put(codec.key(), codec);
        }
        current =
                latest.values().stream()
                        .sorted(Comparator.comparingInt(Codec::preference).reversed())
                        .toList();
    }

    /** Best first. */
    List<Codec> codecs() {
        return current;
    }

    /** Names, best first. */
    public List<String> names() {
        return current.stream().map(Codec::name).distinct().toList();
    }
}

package org.patchbay.codec.opus.internal;

import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.media.api.CodecFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the codec where libopus can be loaded, and otherwise says once that it cannot. */
@Component(immediate = true, configurationPid = "org.patchbay.codec.opus")
@Designate(ocd = OpusConfig.class)
public final class OpusRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(OpusRegistration.class);

    private final BundleContext context;

    /** Null where there is no libopus. */
    private final BoundLibrary library;

    private ServiceRegistration<CodecFactory> registration;

    @Activate
    public OpusRegistration(BundleContext context, OpusConfig config) {
        this.context = context;
        this.library = bind(context.getDataFile("libopus.so").toPath());
        register(settings(config));
    }

    private static BoundLibrary bind(Path extracted) {
        try {
            Optional<NativeLibrary> found = OpusFinder.find(extracted);
            if (found.isPresent()) {
                BoundLibrary bound = BoundLibrary.bind(found.get());
                LOG.info(
                        "Opus by {} from {}",
                        OpusLibrary.opus_get_version_string(),
                        found.get().getFile());
                return bound;
            }
            LOG.warn("no libopus on this machine: calls do without Opus (install libopus0)");
        } catch (LinkageError e) {
            LOG.warn("libopus cannot be used: calls do without Opus: {}", e.toString());
        }
        return null;
    }

    private static OpusSettings settings(OpusConfig config) {
        return new OpusSettings(config.complexity(), config.bitrate(), config.dtx());
    }

    /** The new factory is there before the old one goes; running calls keep what they have. */
    @Modified
    void modified(OpusConfig config) {
        register(settings(config));
    }

    private synchronized void register(OpusSettings settings) {
        if (library == null) {
            return;
        }
        ServiceRegistration<CodecFactory> before = registration;
        registration =
                context.registerService(
                        CodecFactory.class, new OpusCodecFactory(library, settings), null);
        if (before != null) {
            before.unregister();
        }
    }

    @Deactivate
    synchronized void deactivate() {
        if (registration != null) {
            registration.unregister();
            registration = null;
            library.giveBack();
        }
    }
}

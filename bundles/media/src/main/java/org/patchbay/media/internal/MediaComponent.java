package org.patchbay.media.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.patchbay.media.api.MediaPort;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.MixMember;
import org.patchbay.media.internal.session.CodecRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the engine to the container as {@link MediaEngine} and {@link MediaSessions}. */
@Component(
        configurationPid = "org.patchbay.media",
        immediate = true,
        service = {MediaEngine.class, MediaSessions.class})
@Designate(ocd = MediaConfig.class)
public final class MediaComponent implements MediaEngine, MediaSessions {
    private static final Logger LOG = LoggerFactory.getLogger(MediaComponent.class);

    private final MediaHouse house;

    @Activate
    public MediaComponent(@Reference CodecRegistry codecs, MediaConfig config) {
        house =
                new MediaHouse(
                        config.bind$_$address(),
                        config.rtp$_$port$_$min(),
                        config.rtp$_$port$_$max(),
                        config.loops(),
                        config.real$_$time(),
                        codecs);
        house.fetchMusic(music(config.music$_$on$_$hold()));
        LOG.info(
                "media engine on {}, ports {}-{}, {} loops",
                config.bind$_$address(),
                config.rtp$_$port$_$min(),
                config.rtp$_$port$_$max(),
                house.snapshot().loops().size());
    }

    private static Optional<Path> music(String path) {
        Path home = Path.of(System.getProperty("karaf.base", System.getProperty("user.dir")));
        return path.isBlank() ? Optional.empty() : Optional.of(home.resolve(path.strip()));
    }

    @Deactivate
    public void deactivate() {
        house.close();
        LOG.info("media engine ended");
    }

    @Override
    public Mix createMix(String name) {
        return house.createMix(name);
    }

    @Override
    public MediaPort createPort(String name) {
        return house.createPort(name);
    }

    @Override
    public MixMember createEcho(String name) {
        return house.createEcho(name);
    }

    @Override
    public Player createTone(String name, List<Tone> tones) {
        return house.createTone(name, tones);
    }

    @Override
    public Player createPlayer(String name, Path file) {
        return house.createPlayer(name, file);
    }

    @Override
    public Player createMusic(String name) {
        return house.createMusic(name);
    }

    @Override
    public MediaEngineSnapshot snapshot() {
        return house.snapshot();
    }

    @Override
    public MediaSession create(Request request, Listener listener) {
        return house.sessions().create(request, listener);
    }

    @Override
    public List<String> codecs() {
        return house.sessions().codecs();
    }
}

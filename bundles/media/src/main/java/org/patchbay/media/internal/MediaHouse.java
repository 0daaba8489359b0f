package org.patchbay.media.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.patchbay.media.api.MediaPort;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.MixMember;
import org.patchbay.media.internal.io.PortPool;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.MediaLoops;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.music.MusicPlayer;
import org.patchbay.media.internal.music.MusicShelf;
import org.patchbay.media.internal.player.WavPlayer;
import org.patchbay.media.internal.port.Echo;
import org.patchbay.media.internal.port.RingPort;
import org.patchbay.media.internal.session.CodecRegistry;
import org.patchbay.media.internal.session.RtpSessions;
import org.patchbay.media.internal.session.SessionSetting;
import org.patchbay.media.internal.tone.TonePlayer;

/** The whole engine, without the container: loops, ports, sessions and mixes. Any thread. */
public final class MediaHouse implements MediaEngine, AutoCloseable {
    /** Files that can be read at the same time. */
    private static final int READERS = 2;

    private static final int MOST_REFILLS = 10_000;

    private final MediaLoops loops;
    private final PortPool ports;
    private final RtpSessions sessions;
    private final ExecutorService blocking;
    private final MusicShelf music = new MusicShelf();
    private final Set<HubMix> mixes = ConcurrentHashMap.newKeySet();

    /**
     * @param loopCount 0 for one for each core
     * @param realTime whether the loops ask for a priority before everything else
     */
    public MediaHouse(
            String bindAddress,
            int portMin,
            int portMax,
            int loopCount,
            boolean realTime,
            CodecRegistry codecs) {
        ports = new PortPool(portMin, portMax);
        loops = new MediaLoops(loopCount, realTime);
        sessions =
                new RtpSessions(
                        loops,
                        ports,
                        codecs,
                        bindAddress,
                        new SessionSetting(new SecureRandom(), System::currentTimeMillis));
        blocking = readers();
    }

    /**
     * Fetches the music for those who wait, who hear silence until it is there.
     *
     * @param own a WAV file, or a directory of them; empty for the stock
     */
    public void fetchMusic(Optional<Path> own) {
        blocking.execute(() -> music.fill(own));
    }

    private static ExecutorService readers() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        READERS,
                        READERS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_REFILLS),
                        task -> {
                            Thread thread = new Thread(task, "blocking-media-files");
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public MediaSessions sessions() {
        return sessions;
    }

    @Override
    public Mix createMix(String name) {
        HubMix[] made = new HubMix[1];
        made[0] = new HubMix(name, loops.emptiest(), () -> mixes.remove(made[0]));
        mixes.add(made[0]);
        return made[0];
    }

    @Override
    public MediaPort createPort(String name) {
        return new RingPort(name, loops.emptiest(), () -> {});
    }

    @Override
    public MixMember createEcho(String name) {
        return new Echo(name, loops.emptiest());
    }

    @Override
    public Player createTone(String name, List<Tone> tones) {
        return new TonePlayer(name, loops.emptiest(), tones);
    }

    @Override
    public Player createPlayer(String name, Path file) {
        return new WavPlayer(name, loops.emptiest(), file, blocking);
    }

    @Override
    public Player createMusic(String name) {
        return new MusicPlayer(name, loops.emptiest(), music);
    }

    @Override
    public MediaEngineSnapshot snapshot() {
        return new MediaEngineSnapshot(
                sessions.count(),
                mixes.size(),
                ports.pairs() - ports.freePairs(),
                ports.freePairs(),
                loops.all().stream().map(MediaHouse::picture).toList());
    }

    private static MediaEngineSnapshot.Loop picture(MediaLoop loop) {
        return new MediaEngineSnapshot.Loop(
                loop.name(),
                loop.sessions().get(),
                loop.mixes().get(),
                loop.busy(),
                loop.lateness());
    }

    /** A session that is just moving from loop to loop closes where it arrives. */
    private void awaitSessions() {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (sessions.count() > 0 && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Closes every session and mix, gives all ports back and ends the threads. */
    @Override
    public void close() {
        sessions.closeAll();
        mixes.forEach(HubMix::close);
        awaitSessions();
        loops.close();
        blocking.shutdownNow();
        try {
            if (!blocking.awaitTermination(2, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a file is still being read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.patchbay.webrtc.internal.phone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.webrtc.internal.desk.News;
import org.patchbay.webrtc.internal.session.BrowserPath;
import org.patchbay.webrtc.internal.session.BrowserSession;
import org.patchbay.webrtc.internal.session.BrowserSession.RefusedException;

/** The sessions of one page. Owned by its lane; what they tell is posted there. */
final class Sessions {
    /** A key that came with the media. */
    interface Digits {
        void digit(String session, char key, int durationMs);
    }

    private final House house;
    private final BrowserUser user;
    private final Places places;
    private final Consumer<News> news;
    private final Digits digits;
    private final Map<String, BrowserSession> open = new HashMap<>();

    Sessions(House house, BrowserUser user, Places places, Consumer<News> news, Digits digits) {
        this.house = house;
        this.user = user;
        this.places = places;
        this.news = news;
        this.digits = digits;
    }

    News open(String id, String offer) {
        Optional<MediaSessions> media = house.parts().media();
        if (media.isEmpty()) {
            return refused(id, "webrtc-offer", "failed", "there is no media engine");
        }
        if (!places.take(user.phone())) {
            return refused(id, "webrtc-offer", "too-many", "too many sessions are open");
        }
        BrowserSession session;
        try {
            session = make(id, media.get());
        } catch (RuntimeException e) {
            places.give(user.phone());
            throw e;
        }
        open.put(id, session);
        try {
            return new News.Answered(id, session.answer(offer));
        } catch (RefusedException e) {
            close(id);
            return refused(id, "webrtc-offer", e.code(), e.getMessage());
        }
    }

    private BrowserSession make(String id, MediaSessions media) {
        BrowserPath path =
                new BrowserPath(
                        house.ice(),
                        house.certificate(),
                        house.handshakes(),
                        house.outbox(),
                        new BrowserPath.Listener() {
                            @Override
                            public void connected() {
                                news.accept(new News.Connected(id));
                            }

                            @Override
                            public void lost() {
                                news.accept(new News.Lost(id));
                            }

                            @Override
                            public void failed(String why) {
                                news.accept(new News.Failed(id, why));
                            }

                            @Override
                            public boolean followsCandidates() {
                                return true;
                            }

                            @Override
                            public void candidate(IceCandidate ours, String ufrag) {
                                news.accept(new News.Found(id, ours, ufrag));
                            }
                        });
        MediaSessions.Listener listener =
                new MediaSessions.Listener() {
                    @Override
                    public void digit(char key, int durationMs) {
                        digits.digit(id, key, durationMs);
                    }
                };
        return new BrowserSession("browser:" + user.phone() + "#" + id, path, media, listener);
    }

    News restart(String id, String offer) {
        BrowserSession session = open.get(id);
        if (session == null) {
            return refused(id, "webrtc-restart", "unknown-session", "there is none");
        }
        try {
            return new News.Answered(id, session.answer(offer));
        } catch (RefusedException e) {
            return refused(id, "webrtc-restart", e.code(), e.getMessage());
        }
    }

    private static News refused(String id, String of, String code, String detail) {
        return new News.Refused(id, of, code, detail);
    }

    void candidate(String id, IceCandidate candidate) {
        BrowserSession session = open.get(id);
        if (session != null) {
            session.candidate(candidate);
        }
    }

    /** Null where there is none of that id. */
    MediaSession media(String id) {
        BrowserSession session = open.get(id);
        return session == null ? null : session.media();
    }

    /** What it is spoken in, by name. */
    List<String> codec(String id) {
        MediaSession media = media(id);
        String codec = media == null ? "" : media.snapshot().codec();
        int slash = codec.indexOf('/');
        return slash < 0 ? List.of() : List.of(codec.substring(0, slash));
    }

    void close(String id) {
        BrowserSession session = open.remove(id);
        if (session != null) {
            session.close();
            places.give(user.phone());
        }
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}

package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.DtmfPolicy;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.directory.api.Trunk;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaPath;
import org.patchbay.media.api.MediaSessions;

/**
 * What the directory says of somebody's media.
 *
 * @param codecs by falling preference; empty for all
 * @param srtp whether it is protected
 * @param dtmf the form of its keys
 */
public record MediaWish(List<String> codecs, Optional<SrtpPolicy> srtp, DtmfPolicy dtmf) {
    static final MediaWish NONE = new MediaWish(List.of(), Optional.empty(), DtmfPolicy.AUTO);

    public static MediaWish of(Device device) {
        return new MediaWish(device.codecs(), device.srtp(), device.dtmf());
    }

    public static MediaWish of(Trunk trunk) {
        return new MediaWish(trunk.codecs(), trunk.srtp(), trunk.dtmf());
    }

    /**
     * @param here that the sockets are bound to
     * @param shown to the far side
     */
    MediaSessions.Request request(String name, String here, String shown, MediaKeying keying) {
        DtmfForm form = DtmfForm.valueOf(dtmf.name());
        return new MediaSessions.Request(name, here, shown, codecs, keying, form);
    }

    /** Over that path. */
    MediaSessions.Request request(String name, MediaPath path) {
        DtmfForm form = DtmfForm.valueOf(dtmf.name());
        return new MediaSessions.Request(
                name, "", "", codecs, MediaKeying.DTLS, form, Optional.of(path));
    }

    MediaWish ordered(List<String> preferred) {
        return new MediaWish(preferred, srtp, dtmf);
    }
}

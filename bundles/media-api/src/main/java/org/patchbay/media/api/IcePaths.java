package org.patchbay.media.api;

import org.osgi.annotation.versioning.ProviderType;

/** Makes paths to browsers, for those who bring their descriptions by a signalling of their own. */
@ProviderType
public interface IcePaths {
    /**
     * @param name for diagnosis, such as the leg's id
     * @throws NoMediaPortException where there are as many as there may be
     */
    IcePath create(String name, Listener listener);

    /** Called on whatever thread: only post to your own mailbox. */
    interface Listener {
        /** Nothing gets through, or nothing does any more (RFC 7675): why, for people. */
        void lost(String why);
    }
}

package org.patchbay.media.api;

import org.osgi.annotation.versioning.ProviderType;

/** What can join a mix: a media session, a port, a player. Made by the engine only. */
@ProviderType
public interface MixMember {
    /** For rosters and logs; unique in the engine. */
    String memberName();
}

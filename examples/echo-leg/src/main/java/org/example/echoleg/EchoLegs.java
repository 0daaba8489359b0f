package org.example.echoleg;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Target;
import org.patchbay.media.api.MediaEngine;

/** Reaches {@code echo:anything}: somebody who answers at once and says what you say. */
@Component
public class EchoLegs implements LegProvider {
    private final MediaEngine engine;
    private final Set<EchoLeg> legs = ConcurrentHashMap.newKeySet();

    @Activate
    public EchoLegs(@Reference MediaEngine engine) {
        this.engine = engine;
    }

    @Override
    public String scheme() {
        return "echo";
    }

    @Override
    public boolean canReach(Target target) {
        return true;
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        EchoLeg leg =
                new EchoLeg(
                        request, events, engine.createEcho(request.leg().value()), legs::remove);
        legs.add(leg);
        events.answered();
        return leg;
    }

    /** Whoever is up ends with us: nothing of this bundle may stay behind. */
    @Deactivate
    void deactivate() {
        legs.forEach(leg -> leg.hangup(DisconnectCause.of(DisconnectCause.Reason.UNAVAILABLE)));
    }
}

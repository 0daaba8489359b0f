package org.patchbay.hub.internal.actor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.CallControl.CallGoneException;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Redirect;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Rim;
import org.patchbay.hub.internal.message.TimerId;
import org.patchbay.hub.internal.route.TargetResolver;
import org.patchbay.media.api.MixMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one call touches legs, media, apps, timers and rooms. Owned by the call's thread. */
final class CallRim implements Rim {
    private static final Logger LOG = LoggerFactory.getLogger(CallRim.class);

    private final CallActor actor;
    private final Surroundings house;
    private final Neighbours neighbours;
    private final AppDesk apps;
    private final CallAudio audio;
    private final Replies replies;
    private final Map<LegId, LegSlot> slots = new LinkedHashMap<>();
    private final CallTimers timers;
    private final Epitaph epitaph = new Epitaph();
    private final TransferDesk transfers;
    private final RedirectDesk redirects;
    private final LegDesk legs;
    private final SeatDesk seats;
    private final DialDesk dials;
    private final ListenDesk listens;
    private final MoveDesk moves;
    private final Listeners listeners;

    CallRim(CallActor actor, Surroundings house, Neighbours neighbours) {
        this.actor = actor;
        this.house = house;
        this.neighbours = neighbours;
        timers = new CallTimers(actor, house.timers());
        replies = new Replies(house.apps());
        apps = new AppDesk(actor, house, replies);
        transfers = new TransferDesk(actor, house, neighbours, slots);
        redirects = new RedirectDesk(actor, house, slots, transfers);
        legs = new LegDesk(actor, slots, replies);
        dials = new DialDesk(actor, house, slots);
        audio = new CallAudio(actor.id(), house.parts(), house.clock(), actor::post);
        seats = new SeatDesk(actor, neighbours, slots, audio);
        moves = new MoveDesk(actor, house, neighbours, slots, audio, replies);
        listens = new ListenDesk(actor, neighbours, slots);
        listeners = new Listeners(actor.id(), house, audio, actor::run, actor::publish);
    }

    void adopt(LegSlot slot) {
        moves.isBack(slot.id());
        slots.put(slot.id(), slot);
        neighbours.arrived(slot.id(), actor);
    }

    void adopt(LegSlot slot, CallOffer offer) {
        adopt(slot);
        dials.offered(offer);
    }

    List<LegSlot> slots() {
        return List.copyOf(slots.values());
    }

    CallAudio audio() {
        return audio;
    }

    Listeners listeners() {
        return listeners;
    }

    Replies replies() {
        return replies;
    }

    TransferDesk transfers() {
        return transfers;
    }

    /** The call that has that leg, though ours was not told yet. */
    private Optional<CallActor> takerOf(LegId leg) {
        return moves.takerOf(leg).or(() -> transfers.takerOf(leg));
    }

    String epitaph() {
        return epitaph.text(actor.state().endCause());
    }

    /** What a message means for the rim itself, before its effects. */
    void heard(Message message) {
        if (message instanceof Message.Ended ended && slots.containsKey(ended.leg())) {
            epitaph.add(slots.get(ended.leg()).develop());
        } else if (message instanceof Message.Taken taken) {
            leftMix(taken.leg());
            audio.forget(taken.leg());
        } else if (message instanceof Message.PlayEnded ended) {
            audio.played(ended.ticket());
        } else if (message instanceof Message.MediaChanged changed && audio.isIn(changed.leg())) {
            joinMix(new Effect.JoinMix(changed.leg()));
        }
    }

    /** Lets go of legs that the call does not know any more. */
    void sweep(Set<LegId> known) {
        if (known.containsAll(slots.keySet())) {
            return;
        }
        for (LegId leg : slots.keySet()) {
            if (!known.contains(leg)) {
                audio.leave(leg);
                neighbours.departed(leg, actor);
            }
        }
        slots.keySet().retainAll(known);
    }

    void redirected(LegId leg, Redirect to) {
        redirects.asked(leg, to);
    }

    /** An effect threw: the machines must hear of it, lest they wait for ever. */
    void failed(Effect effect, Throwable error) {
        Failures.of(effect, Causes.of(error)).ifPresent(actor::followUp);
    }

    private Optional<Leg> leg(LegId id) {
        return Optional.ofNullable(slots.get(id)).map(LegSlot::leg);
    }

    @Override
    public void dial(Effect.Dial effect) {
        dials.dial(effect).ifPresent(this::adopt);
    }

    @Override
    public void ringCaller(Effect.RingCaller effect) {
        leg(effect.leg()).ifPresent(Leg::ring);
    }

    @Override
    public void openCaller(Effect.OpenCaller effect) {
        legs.open(effect);
    }

    @Override
    public void answerCaller(Effect.AnswerCaller effect) {
        legs.answer(effect);
    }

    @Override
    public void hangupLeg(Effect.HangupLeg effect) {
        Optional<CallActor> taker = takerOf(effect.leg());
        if (taker.isPresent()) {
            Optional<LegId> its = Optional.of(effect.leg());
            taker.get().post(new Message.HangupAsked(its, effect.cause()));
        } else {
            dials.givesUp(effect.leg());
            leg(effect.leg()).ifPresent(leg -> leg.hangup(effect.cause()));
        }
    }

    @Override
    public void joinMix(Effect.JoinMix effect) {
        Optional<MixMember> media = leg(effect.leg()).flatMap(Leg::media);
        if (media.isEmpty() || takerOf(effect.leg()).isPresent()) {
            return; // or it belongs to another call, which this one has yet to hear
        }
        boolean was = audio.isIn(effect.leg());
        if (!audio.join(effect.leg(), media.get())) {
            LOG.warn("call {}: there is no media engine", actor.id());
            DisconnectCause cause = DisconnectCause.of(Reason.UNAVAILABLE, "no media engine");
            actor.followUp(new Message.Trouble(cause));
        } else if (!was) {
            actor.publish(new HouseEvent.LegJoinedMix(actor.id(), effect.leg()));
        }
    }

    @Override
    public void leaveMix(Effect.LeaveMix effect) {
        leftMix(effect.leg());
        audio.leave(effect.leg());
    }

    private void leftMix(LegId leg) {
        if (audio.isIn(leg)) {
            actor.publish(new HouseEvent.LegLeftMix(actor.id(), leg));
        }
    }

    @Override
    public void resolve(Effect.Resolve effect) {
        int free = Surroundings.MAX_LEGS - slots.size();
        TargetResolver resolver =
                new TargetResolver(house.parts(), house.legIds(), transfers.waitingDevice(), free);
        actor.followUp(resolver.resolve(effect.ring()));
        for (String problem : resolver.unknown()) {
            actor.broken(problem);
        }
    }

    @Override
    public void askApps(Effect.AskApps effect) {
        apps.ask(effect);
    }

    @Override
    public void runDriver(Effect.RunDriver effect) {
        apps.run(effect);
    }

    @Override
    public void awaitApp(Effect.AwaitApp effect) {
        startTimer(new Effect.StartTimer(TimerId.APP, house.limits().get().appReturn()));
        apps.await(effect.app());
    }

    @Override
    public void releaseApps() {
        apps.release();
    }

    @Override
    public void startTimer(Effect.StartTimer effect) {
        timers.start(effect);
    }

    @Override
    public void stopTimer(Effect.StopTimer effect) {
        timers.stop(effect.timer());
    }

    @Override
    public void reserveSeat(Effect.ReserveSeat effect) {
        seats.reserve(effect);
    }

    @Override
    public void takeSeat(Effect.TakeSeat effect) {
        if (leg(effect.leg()).flatMap(Leg::media).isPresent()) {
            leftMix(effect.leg());
            seats.take(effect);
        }
    }

    @Override
    public void holdSeat(Effect.HoldSeat effect) {
        seats.hold(effect);
    }

    @Override
    public void leaveRoom(Effect.LeaveRoom effect) {
        seats.leave(effect);
    }

    @Override
    public void listen(Effect.Listen effect) {
        listens.listen(effect);
    }

    @Override
    public void listenNoMore(Effect.ListenNoMore effect) {
        listens.stop(effect);
    }

    @Override
    public void playFile(Effect.PlayFile effect) {
        String name = playName(effect.ticket());
        audio.play(effect.ticket(), engine -> engine.createPlayer(name, effect.file()));
    }

    @Override
    public void playTones(Effect.PlayTones effect) {
        String name = playName(effect.ticket());
        audio.play(effect.ticket(), engine -> engine.createTone(name, effect.tones()));
    }

    private String playName(long ticket) {
        return "play-" + actor.id() + "-" + ticket;
    }

    @Override
    public void startEcho(Effect.StartEcho effect) {
        audio.echo(effect.ticket());
    }

    @Override
    public void ringback(Effect.Ringback effect) {
        audio.ringback(effect.on());
    }

    @Override
    public void music(Effect.Music effect) {
        audio.music(effect.on());
    }

    @Override
    public void holdLeg(Effect.HoldLeg effect) {
        legs.hold(effect);
    }

    @Override
    public void press(Effect.Press effect) {
        legs.press(effect);
    }

    @Override
    public void transfer(Effect.Transfer effect) {
        actor.followUp(
                new Message.TransferAsked(effect.by(), effect.to(), false, transfers.owners()));
    }

    @Override
    public void stopPlay(Effect.StopPlay effect) {
        audio.stop(effect.ticket());
    }

    @Override
    public void reply(Effect.Reply effect) {
        replies.done(effect.ticket(), effect.value().orElse(null));
    }

    @Override
    public void replyFailed(Effect.ReplyFailed effect) {
        replies.failed(effect.ticket(), effect.failure());
    }

    @Override
    public void offerSeat(Effect.OfferSeat effect) {
        transfers.offerSeat(effect);
    }

    @Override
    public void withdrawSeat() {
        transfers.withdrawSeat();
    }

    @Override
    public void tryPlan(Effect.TryPlan effect) {
        moves.tryPlan(effect);
    }

    @Override
    public void moveOut(Effect.MoveOut effect) {
        moves.moveOut(effect);
    }

    @Override
    public void tellTransfer(Effect.TellTransfer effect) {
        transfers.tell(effect);
    }

    @Override
    public void tellJoin(Effect.TellJoin effect) {
        legs.tell(effect);
    }

    @Override
    public void identify(Effect.Identify effect) {
        transfers.identify(effect);
    }

    @Override
    public void publish(Effect.Publish effect) {
        HouseEvent event = effect.event();
        LegSlot slot = event instanceof HouseEvent.OfLeg of ? slots.get(of.leg()) : null;
        // One that goes on in another call has its figures there.
        boolean fills = slot != null && takerOf(slot.id()).isEmpty();
        actor.publish(fills ? slot.fill((HouseEvent.OfLeg) event) : event);
    }

    @Override
    public void vanish() {
        timers.stopAll();
        audio.close();
        apps.release();
        replies.failAll(new CallGoneException(actor.id()));
        neighbours.vanished(actor);
    }
}

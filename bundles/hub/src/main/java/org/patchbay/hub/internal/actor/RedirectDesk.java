package org.patchbay.hub.internal.actor;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Redirect;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.hub.internal.call.Facts;
import org.patchbay.hub.internal.message.Branch;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;
import org.patchbay.hub.internal.message.Verdict;
import org.patchbay.hub.internal.route.AppPoll;
import org.patchbay.hub.internal.route.DefaultRoute;
import org.patchbay.hub.internal.route.Owners;
import org.patchbay.hub.internal.route.TargetResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one call goes that those who are rung send elsewhere. Whoever redirects is not the caller:
 * it decides for nobody else who pays, and never leads who comes from outside out again. Owned by
 * the call's thread.
 */
final class RedirectDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RedirectDesk.class);

    /** 302, Moved Temporarily. */
    private static final int SIP_MOVED = 302;

    /** That one call follows. */
    static final int MAX_REDIRECTS = 5;

    private final CallActor actor;
    private final Surroundings house;
    private final Map<LegId, LegSlot> slots;
    private final TransferDesk transfers;
    private final Set<String> seen = new HashSet<>();
    private int count;

    /**
     * @param slots of the call, as they are at any moment
     */
    RedirectDesk(
            CallActor actor,
            Surroundings house,
            Map<LegId, LegSlot> slots,
            TransferDesk transfers) {
        this.actor = actor;
        this.house = house;
        this.slots = slots;
        this.transfers = transfers;
    }

    /** What is said of one redirect. */
    private record Question(LegId leg, Redirect to, String by, Owner owner) {
        boolean byTrunk() {
            return owner.trunk().isPresent();
        }
    }

    void asked(LegId leg, Redirect to) {
        LegSlot slot = slots.get(leg);
        if (slot == null) {
            return;
        }
        Directory directory = house.parts().directory();
        String by = slot.target().split("[#/]", 2)[0];
        Question question = new Question(leg, to, by, Owners.of(directory, slot.target()));
        seen.add(actor.state().facts().called());
        RedirectPolicy policy = directory.routing().redirect(by);
        if (policy == RedirectPolicy.NEVER) {
            no(question, Reason.UNAVAILABLE, "which is not followed");
        } else if (++count > MAX_REDIRECTS || !seen.add(to.number())) {
            no(question, Reason.LOOP, "and was sent on too often, or there before");
        } else if (policy == RedirectPolicy.SCRIPT) {
            askScripts(question);
        } else if (to.here()) {
            follow(question, inside(directory, to.number()));
        } else {
            no(question, Reason.FORBIDDEN, "which is not here");
        }
    }

    private static Optional<Plan> inside(Directory directory, String number) {
        return DefaultRoute.of(directory, number)
                .filter(Verdict.Follow.class::isInstance)
                .map(verdict -> ((Verdict.Follow) verdict).plan());
    }

    private void askScripts(Question question) {
        Owner owner = question.owner();
        Facts facts = actor.state().facts();
        CallView view =
                new CallView(
                        facts.id(),
                        facts.startedAt(),
                        owner.party().orElse(Party.ANONYMOUS),
                        question.to().number(),
                        owner.device(),
                        owner.user(),
                        owner.trunk(),
                        Optional.empty());
        new AppPoll(
                        house.parts().apps(),
                        view,
                        house.askRules(),
                        outcome -> actor.run(() -> told(question, outcome)))
                .start();
    }

    private void told(Question question, AppPoll.Outcome outcome) {
        if (outcome.decision().isEmpty()) {
            follow(question, inside(house.parts().directory(), question.to().number()));
        } else if (outcome.decision().get() instanceof Decision.Follow decision) {
            follow(question, Optional.of(decision.plan()));
        } else {
            no(question, Reason.UNAVAILABLE, "which an app would have to take");
        }
    }

    private void follow(Question question, Optional<Plan> plan) {
        if (plan.isEmpty()) {
            no(question, Reason.NOT_FOUND, "which nobody has");
        } else if (plan.get() instanceof Plan.Ring ring) {
            ring(question, ring);
        } else {
            no(question, Reason.UNAVAILABLE, "where nobody can be rung");
        }
    }

    private void ring(Question question, Plan.Ring ring) {
        TargetResolver resolver =
                new TargetResolver(
                        house.parts(),
                        house.legIds(),
                        transfers.waitingDevice(),
                        Surroundings.MAX_LEGS - slots.size());
        Message.Resolved resolved = resolver.resolve(ring);
        boolean stranger = question.byTrunk() || actor.state().facts().trunk().isPresent();
        List<List<Branch>> allowed = stranger ? inside(resolved.rounds()) : resolved.rounds();
        if (allowed.isEmpty() && !resolved.rounds().isEmpty()) {
            no(question, Reason.FORBIDDEN, "and who comes from outside goes out by no trunk");
        } else if (allowed.isEmpty()) {
            Reason why = resolved.unreached().map(DisconnectCause::reason).orElse(Reason.NOT_FOUND);
            no(question, why, "where nobody is");
        } else {
            LOG.info(
                    "call {}: {} sends it to {}",
                    actor.id(),
                    question.by(),
                    Masked.number(question.to().number()));
            answer(question, allowed, Reason.UNAVAILABLE);
        }
    }

    private static List<List<Branch>> inside(List<List<Branch>> rounds) {
        return rounds.stream()
                .map(r -> r.stream().filter(b -> !b.origin().scheme().equals("trunk")).toList())
                .filter(round -> !round.isEmpty())
                .toList();
    }

    private void no(Question question, Reason reason, String why) {
        String number = Masked.number(question.to().number());
        LOG.info("call {}: {} sends it to {}, {}", actor.id(), question.by(), number, why);
        answer(question, List.of(), reason);
    }

    /** With the far side's own status: a trunk that redirects has answered, and is not down. */
    private void answer(Question question, List<List<Branch>> rounds, Reason reason) {
        DisconnectCause cause = new DisconnectCause(reason, SIP_MOVED, "sent elsewhere");
        actor.followUp(new Message.Redirected(question.leg(), rounds, cause));
    }
}

package org.patchbay.hub.internal.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.User;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Branch;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.part.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds whom a ring stands for: users and groups by the directory, everybody else by their
 * provider. Used once, on the call's thread.
 */
public final class TargetResolver {
    private static final Logger LOG = LoggerFactory.getLogger(TargetResolver.class);

    /** Groups in groups. */
    private static final int MAX_DEPTH = 4;

    private final Parts parts;
    private final Directory directory;
    private final Supplier<LegId> legIds;
    private final Optional<Target> caller;
    private final int maxBranches;
    private final Set<Target> seen = new HashSet<>();
    private final List<String> unknown = new ArrayList<>();
    private Optional<DisconnectCause> unreached = Optional.empty();
    private int count;
    private boolean self;

    /**
     * @param callingDevice which is not rung by its own call
     * @param maxBranches that the call may still dial
     */
    public TargetResolver(
            Parts parts, Supplier<LegId> legIds, Optional<String> callingDevice, int maxBranches) {
        this.parts = parts;
        this.directory = parts.directory();
        this.legIds = legIds;
        this.caller = callingDevice.map(id -> new Target("device", id));
        this.maxBranches = maxBranches;
    }

    public Message.Resolved resolve(Plan.Ring ring) {
        List<List<Branch>> rounds = new ArrayList<>();
        boolean inOrder = ring.strategy() == Plan.Strategy.ORDER;
        List<Target> endpoints = new ArrayList<>();
        for (Target target : ring.targets()) {
            endpoints.addAll(inOrder ? expand(target) : List.of(target));
        }
        List<Branch> together = new ArrayList<>();
        for (Target target : endpoints) {
            List<Branch> found = new ArrayList<>();
            find(target, Optional.empty(), found, 0);
            if (!inOrder) {
                together.addAll(found);
            } else if (!found.isEmpty()) {
                rounds.add(found);
            }
        }
        if (!together.isEmpty()) {
            rounds.add(together);
        }
        if (rounds.isEmpty() && unreached.isEmpty() && self) {
            // Somebody who calls himself is on the phone.
            unreached(DisconnectCause.of(Reason.BUSY));
        }
        return new Message.Resolved(rounds, unreached);
    }

    /** Targets that can never be rung, as their author should be told. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** A group that rings in order is a round for each of its members. */
    private List<Target> expand(Target target) {
        Group group = target.scheme().equals("group") ? group(target.address()) : null;
        return group == null || group.allAtOnce()
                ? List.of(target)
                : group.members().stream().map(this::parse).flatMap(Optional::stream).toList();
    }

    /**
     * @param user whose device it is, where it was found by its user
     */
    private void find(Target target, Optional<User> user, List<Branch> found, int depth) {
        if (depth > MAX_DEPTH || !seen.add(target)) {
            return;
        }
        if (target.scheme().equals("user")) {
            findUser(target.address(), found, depth);
        } else if (target.scheme().equals("group")) {
            findGroup(target.address(), found, depth);
        } else if (caller.filter(target::equals).isPresent()) {
            self = true;
        } else {
            ask(target, party(target, user), found);
        }
    }

    private void findUser(String name, List<Branch> found, int depth) {
        User user = user(name);
        if (user == null) {
            unreached(DisconnectCause.of(Reason.NOT_FOUND, "no user " + name));
            unknown.add("there is no user '" + name + "'");
            return;
        }
        boolean calls = false;
        for (String device : user.devices()) {
            Target target = new Target("device", device);
            calls |= caller.filter(target::equals).isPresent();
            find(target, Optional.of(user), found, depth + 1);
        }
        Target pages = new Target(Owners.BROWSER, user.id());
        if (!calls && isOpen(pages)) {
            find(pages, Optional.of(user), found, depth + 1);
        } else if (user.devices().isEmpty()) {
            unreached(DisconnectCause.of(Reason.NOT_REGISTERED));
        }
    }

    /** Pages are no lasting part of a user: one that is closed is nobody who cannot be reached. */
    private boolean isOpen(Target pages) {
        try {
            return parts.provider(pages.scheme()).filter(p -> p.canReach(pages)).isPresent();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the provider of '{}:' failed for {}", pages.scheme(), pages, e);
            return false;
        }
    }

    private void findGroup(String name, List<Branch> found, int depth) {
        Group group = group(name);
        if (group == null) {
            unreached(DisconnectCause.of(Reason.NOT_FOUND, "no group " + name));
            unknown.add("there is no group '" + name + "'");
        } else {
            group.members().stream()
                    .map(this::parse)
                    .flatMap(Optional::stream)
                    .forEach(member -> find(member, Optional.empty(), found, depth + 1));
        }
    }

    /** A device that is rung by its own name stands for its user all the same. */
    private Target party(Target target, Optional<User> known) {
        Optional<User> user =
                target.scheme().equals("device")
                        ? known.or(() -> directory.userOfDevice(target.address()))
                        : Owners.browser(directory, target);
        return user.map(u -> new Target("user", u.id())).orElse(target);
    }

    private void ask(Target target, Target party, List<Branch> found) {
        Optional<LegProvider> provider = parts.provider(target.scheme());
        if (provider.isEmpty()) {
            String why = "nobody reaches '" + target.scheme() + ":'";
            unreached(DisconnectCause.of(Reason.UNAVAILABLE, why));
            unknown.add(why);
            return;
        }
        try {
            List<Target> branches =
                    provider.get().canReach(target) ? provider.get().branches(target) : List.of();
            if (branches.isEmpty()) {
                unreached(DisconnectCause.of(Reason.NOT_REGISTERED));
                missing(target).ifPresent(unknown::add);
            }
            for (Target branch : branches) {
                add(branch, target, party, found);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the provider of '{}:' failed for {}", target.scheme(), target, e);
            unreached(DisconnectCause.of(Reason.SERVER_ERROR));
        }
    }

    /** Not only away: the directory does not know it. */
    private Optional<String> missing(Target target) {
        String id = target.address().split("/", 2)[0];
        boolean known =
                switch (target.scheme()) {
                    case "device" -> directory.devices().containsKey(id);
                    case "trunk" -> directory.trunks().containsKey(id);
                    default -> true;
                };
        return known
                ? Optional.empty()
                : Optional.of("there is no " + target.scheme() + " '" + id + "'");
    }

    private void add(Target branch, Target origin, Target party, List<Branch> found) {
        if (!branch.equals(origin) && !seen.add(branch)) {
            return;
        }
        if (count >= maxBranches) {
            LOG.warn("{} is not rung: a call has at most that many legs", branch);
            unreached(DisconnectCause.of(Reason.SERVER_ERROR));
            return;
        }
        count++;
        found.add(new Branch(legIds.get(), branch, origin, party));
    }

    private void unreached(DisconnectCause cause) {
        unreached = Outcomes.stronger(unreached, cause);
    }

    /** By id, or by number where no user has that id. */
    private User user(String idOrNumber) {
        User byId = directory.users().get(idOrNumber);
        return byId != null ? byId : directory.userByNumber(idOrNumber).orElse(null);
    }

    private Group group(String idOrNumber) {
        Group byId = directory.groups().get(idOrNumber);
        return byId != null ? byId : directory.groupByNumber(idOrNumber).orElse(null);
    }

    private Optional<Target> parse(String member) {
        try {
            return Optional.of(Target.parse(member));
        } catch (IllegalArgumentException e) {
            LOG.warn("a group member is no target: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

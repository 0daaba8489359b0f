package org.patchbay.hub.internal.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.User;
import org.patchbay.hub.internal.message.Verdict;

/** Where a number leads when no app decides: a user, a group, a device or a room. */
public final class DefaultRoute {
    /** Until no answer, where the directory says nothing. */
    static final Duration RING = Duration.ofSeconds(60);

    private static final String BY = "default route";

    private DefaultRoute() {}

    public static Optional<Verdict> of(Directory directory, String called) {
        if (called.isEmpty()) {
            return Optional.empty();
        }
        Optional<User> user = directory.userByNumber(called);
        if (user.isPresent()) {
            return ring(new Target("user", user.get().id()), "is the number of user", user.get());
        }
        Optional<Group> group = directory.groupByNumber(called);
        if (group.isPresent()) {
            return Optional.of(ring(group.get()));
        }
        if (directory.devices().containsKey(called)) {
            Plan plan = Plan.Ring.all(List.of(new Target("device", called)), RING);
            return Optional.of(new Verdict.Follow(plan, BY, List.of(called + " is a device")));
        }
        Optional<Room> room = directory.roomByNumber(called);
        return room.map(
                r -> {
                    String why = called + " fits room " + r.number();
                    return new Verdict.Follow(new Plan.JoinRoom(called), BY, List.of(why));
                });
    }

    private static Optional<Verdict> ring(Target target, String what, User user) {
        String why = user.number() + " " + what + " " + user.id();
        return Optional.of(
                new Verdict.Follow(Plan.Ring.all(List.of(target), RING), BY, List.of(why)));
    }

    private static Verdict ring(Group group) {
        Plan plan =
                new Plan.Ring(
                        List.of(new Target("group", group.id())),
                        group.allAtOnce() ? Plan.Strategy.ALL : Plan.Strategy.ORDER,
                        Duration.ofSeconds(group.timeoutS()),
                        Map.of(),
                        Optional.empty());
        String why = group.number() + " is the number of group " + group.id();
        return new Verdict.Follow(plan, BY, List.of(why));
    }
}

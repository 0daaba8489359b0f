package org.patchbay.console.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;

/** What the directory holds. It knows no secrets. */
public final class DirectoryReport {
    private static final int MAX_LINE = 300;

    private final Directory directory;
    private final int most;
    private final List<String> lines = new ArrayList<>();

    private DirectoryReport(Directory directory, int most) {
        this.directory = directory;
        this.most = most;
    }

    /**
     * @param refusal why the source as it is now is not in force
     * @param most of each kind that are listed; all are counted
     */
    public static List<String> lines(Directory d, Optional<String> refusal, int most) {
        DirectoryReport report = new DirectoryReport(d, most);
        report.counts(refusal);
        report.users(d.users().values());
        report.groups(d.groups().values());
        report.rooms(d.rooms());
        report.trunks(d.trunks().values());
        report.routes(d.routing().routes());
        return report.lines;
    }

    private void counts(Optional<String> refusal) {
        long version = directory.version();
        lines.add("domain   " + directory.domain());
        lines.add("version  " + (version == 0 ? "none, the directory is empty" : version));
        lines.add(
                "state    "
                        + refusal.map(why -> "refused as it is now: " + Printable.of(why, MAX_LINE))
                                .orElse("in force"));
        lines.add("users    " + directory.users().size());
        lines.add("devices  " + directory.devices().size());
        lines.add("groups   " + directory.groups().size());
        lines.add("rooms    " + directory.rooms().size());
        lines.add("trunks   " + directory.trunks().size());
        lines.add("routes   " + directory.routing().routes().size());
    }

    private <T> void list(Collection<T> all, Columns table, Consumer<T> row) {
        if (all.isEmpty()) {
            return;
        }
        all.stream().limit(most).forEach(row);
        lines.add("");
        lines.addAll(table.lines());
        if (all.size() > most) {
            lines.add("and " + (all.size() - most) + " more (-a lists all)");
        }
    }

    private void users(Collection<User> users) {
        Columns table = new Columns("USER", "NUMBER", "NAME", "DEVICES");
        list(
                users,
                table,
                u -> table.row(u.id(), u.number(), u.name(), String.join(", ", u.devices())));
    }

    private void groups(Collection<Group> groups) {
        Columns table = new Columns("GROUP", "NUMBER", "RING", "MEMBERS");
        list(
                groups,
                table,
                g ->
                        table.row(
                                g.id(),
                                g.number(),
                                (g.allAtOnce() ? "all " : "in order ") + g.timeoutS() + " s",
                                String.join(", ", g.members())));
    }

    private void rooms(Collection<Room> rooms) {
        Columns table = new Columns("ROOM", "NAME", "PIN", "TONES");
        list(
                rooms,
                table,
                r ->
                        table.row(
                                r.number(),
                                r.name(),
                                r.pinDigits() > 0 ? "yes" : "",
                                r.tones() ? "yes" : ""));
    }

    private void trunks(Collection<Trunk> trunks) {
        Columns table = new Columns("TRUNK", "TO", "CALLS COME FROM", "CODECS");
        list(
                trunks,
                table,
                t ->
                        table.row(
                                t.id(),
                                t.transport() + " " + t.host() + ":" + t.port(),
                                String.join(", ", t.sources()),
                                t.codecs().isEmpty() ? "all" : String.join(", ", t.codecs())));
    }

    private void routes(List<Route> routes) {
        Columns table = new Columns("ROUTE", "OF CALLS BY", "TO", "FROM", "IN", "DOES");
        list(
                routes,
                table,
                r ->
                        table.row(
                                r.id(),
                                some(r.when().trunks(), "devices"),
                                some(r.when().called(), "any"),
                                some(r.when().caller(), "any"),
                                r.when().hours().orElse("any hours"),
                                does(r.step())));
    }

    private static String some(List<String> list, String none) {
        return list.isEmpty() ? none : String.join(", ", list);
    }

    private static String does(Route.Step step) {
        List<String> words = new ArrayList<>(step.ring());
        step.out().ifPresent(out -> words.addAll(out.trunks()));
        step.voicemail().ifPresent(box -> words.add("voicemail " + box));
        step.menu().ifPresent(menu -> words.add("menu " + menu));
        step.app().ifPresent(app -> words.add("app " + app));
        step.room().ifPresent(room -> words.add("room " + room));
        step.reject().ifPresent(why -> words.add("reject " + why));
        return String.join(", ", words);
    }
}

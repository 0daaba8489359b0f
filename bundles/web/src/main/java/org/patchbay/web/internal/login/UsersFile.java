package org.patchbay.web.internal.login;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The file of the realm, as far as we look at it: whose line changes may have lost his role or his
 * password, and logs in anew. Any thread may call.
 */
public final class UsersFile implements Tokens.Makers {
    private static final String GROUP = "_g_:";

    /**
     * What it says of somebody.
     *
     * @param password hash, or whatever stands in its place
     * @param names his groups and roles, those of his groups too, whatever their order
     */
    private record Line(String password, Set<String> names) {
        Optional<Role> role() {
            return Role.highest(names);
        }
    }

    private final Path file;
    private final BooleanSupplier counts;
    private String seen;
    private volatile Map<String, Line> lines;

    /**
     * @param counts whether the realm knows people by this file; else any of them may be elsewhere
     */
    public UsersFile(Path file, BooleanSupplier counts) {
        this.file = file;
        this.counts = counts;
        this.seen = state();
        this.lines = read();
    }

    /**
     * Who came, is gone or is no longer what he was since that was asked the last time. Asked
     * before each login as well, it knows what that was by: else somebody might come, log in and
     * go, and be seen never.
     */
    public synchronized Set<String> changed() {
        String state = state();
        if (state.equals(seen)) {
            return Set.of();
        }
        seen = state;
        Map<String, Line> before = lines;
        Map<String, Line> now = read();
        lines = now;
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(user -> Objects.equals(before.get(user), now.get(user)));
        return changed;
    }

    @Override
    public boolean mayStill(String user, Role role) {
        Optional<Role> his = Optional.ofNullable(lines.get(user)).flatMap(Line::role);
        return his.map(r -> r.includes(role)).orElseGet(() -> !counts.getAsBoolean());
    }

    private String state() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }

    /** {@code user = password,role,_g_:group}, and {@code _g_\:group = group,role}. */
    private Map<String, Line> read() {
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            all.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Map.of(); // who cannot be read may nothing
        }
        Map<String, Line> read = new HashMap<>();
        for (String user : all.stringPropertyNames()) {
            if (!user.startsWith(GROUP)) {
                read.put(user, line(all, user));
            }
        }
        return read;
    }

    private static Line line(Properties all, String user) {
        Set<String> names = new TreeSet<>();
        for (String name : after(all, user)) {
            names.add(name);
            if (name.startsWith(GROUP)) {
                names.addAll(after(all, name));
            }
        }
        return new Line(all.getProperty(user).split(",", 2)[0].strip(), names);
    }

    /** What stands behind the password, or behind the group's name. */
    private static List<String> after(Properties all, String key) {
        String[] parts = all.getProperty(key, "").split(",");
        return List.of(parts).stream().skip(1).map(String::strip).toList();
    }
}

package org.patchbay.web.internal.login;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/**
 * The file of the realm, as far as we look at it: when it changes, somebody may have lost his role,
 * and everybody logs in anew. One thread changes it, any may ask.
 */
public final class UsersFile implements Tokens.Makers {
    private static final String GROUP = "_g_:";

    private final Path file;
    private final BooleanSupplier counts;
    private String seen;
    private volatile Map<String, Role> roles;

    /**
     * @param counts whether the realm knows people by this file; else any of them may be elsewhere
     */
    public UsersFile(Path file, BooleanSupplier counts) {
        this.file = file;
        this.counts = counts;
        this.seen = state();
        this.roles = read();
    }

    public boolean changed() {
        String state = state();
        boolean changed = !state.equals(seen);
        if (changed) {
            seen = state;
            roles = read();
        }
        return changed;
    }

    @Override
    public boolean mayStill(String user, Role role) {
        Role his = roles.get(user);
        return his == null ? !counts.getAsBoolean() : his.includes(role);
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
    private Map<String, Role> read() {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Map.of(); // who cannot be read may nothing
        }
        Map<String, Role> read = new HashMap<>();
        for (String user : lines.stringPropertyNames()) {
            if (!user.startsWith(GROUP)) {
                List<String> names = new ArrayList<>();
                for (String name : after(lines, user)) {
                    names.addAll(name.startsWith(GROUP) ? after(lines, name) : List.of(name));
                }
                Role.highest(names).ifPresent(role -> read.put(user, role));
            }
        }
        return read;
    }

    /** What stands behind the password, or behind the group's name. */
    private static List<String> after(Properties lines, String key) {
        String[] parts = lines.getProperty(key, "").split(",");
        return List.of(parts).stream().skip(1).map(String::strip).toList();
    }
}

package org.patchbay.sip.internal.subscribe;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Event header (RFC 6665 §8.2.1).
 *
 * @param id tells subscriptions of one dialog apart; empty for none
 */
record EventName(String name, String id) {
    private static final String TOKEN = "[A-Za-z0-9.!%*_+`'~-]{1,64}";
    private static final Pattern NAME = Pattern.compile("\\s*(" + TOKEN + ")\\s*(;.*)?");
    private static final Pattern ID =
            Pattern.compile(";\\s*id\\s*=\\s*(" + TOKEN + ")\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    static Optional<EventName> parse(String header) {
        Matcher name = NAME.matcher(header);
        if (!name.matches()) {
            return Optional.empty();
        }
        Matcher id = ID.matcher(name.group(2) == null ? "" : name.group(2));
        return Optional.of(
                new EventName(
                        name.group(1).toLowerCase(Locale.ROOT), id.find() ? id.group(1) : ""));
    }

    @Override
    public String toString() {
        return id.isEmpty() ? name : name + ";id=" + id;
    }
}

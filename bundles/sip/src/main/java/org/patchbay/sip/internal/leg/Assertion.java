package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.call.api.Party;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipUriText;

/**
 * Who calls, as one in our trust domain asserts it (RFC 3325), and who shall not be shown (RFC
 * 3323). Pure.
 */
public final class Assertion {
    private static final String ASSERTED = "P-Asserted-Identity";
    private static final String PRIVACY = "Privacy";

    /** What went before RFC 3325, and is still sent. */
    private static final String REMOTE_PARTY = "Remote-Party-ID";

    /** RFC 3323 §4.2, RFC 3325 §9.3: each of these keeps the caller from being shown. */
    private static final Set<String> HIDES = Set.of("id", "user", "header");

    private Assertion() {}

    /**
     * Who is shown as the caller.
     *
     * @param trusted whether the sender is in our trust domain: if not, only From says something
     */
    public static Party caller(SipRequest request, boolean trusted) {
        NameAddr from = request.head().from();
        if (!trusted) {
            return party(from);
        }
        if (asksPrivacy(request) || isHiddenAsRemoteParty(request.head())) {
            return Party.ANONYMOUS;
        }
        return asserted(request.head())
                .map(a -> a.display().isEmpty() ? named(a, from) : a)
                .map(Assertion::party)
                .orElseGet(() -> party(from));
    }

    /** Who says only a number may have said the name in From. */
    private static NameAddr named(NameAddr asserted, NameAddr from) {
        return from.user().equals(asserted.user())
                ? new NameAddr(from.display(), asserted.uri(), "")
                : asserted;
    }

    private static Party party(NameAddr who) {
        String number = who.user();
        return number.equalsIgnoreCase("anonymous")
                ? Party.ANONYMOUS
                : new Party(number, who.display());
    }

    /** Whether nobody is to be told who calls; also where it cannot be read what is asked. */
    public static boolean asksPrivacy(SipRequest request) {
        boolean asked =
                request.head().headers(PRIVACY).stream()
                        .flatMap(value -> Stream.of(value.split("[;,\\s]+")))
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .anyMatch(HIDES::contains);
        return asked || request.broken().contains(PRIVACY.toLowerCase(Locale.ROOT));
    }

    private static boolean isHiddenAsRemoteParty(SipHead head) {
        return head.headers(ASSERTED).isEmpty()
                && calling(head)
                        .map(value -> parameter(value, "privacy"))
                        .filter(privacy -> !privacy.isEmpty() && !privacy.equals("off"))
                        .isPresent();
    }

    /** The first that has a number. */
    private static Optional<NameAddr> asserted(SipHead head) {
        List<String> values = new ArrayList<>(head.headers(ASSERTED));
        calling(head).ifPresent(values::add);
        return values.stream()
                .map(Assertion::nameAddr)
                .filter(a -> SipUriText.isSipOrTel(a.uri()) && !a.user().isEmpty())
                .findFirst();
    }

    private static Optional<String> calling(SipHead head) {
        return head.headers(REMOTE_PARTY).stream()
                .filter(value -> Set.of("", "calling").contains(parameter(value, "party")))
                .findFirst();
    }

    /** {@code "Anna" <sip:+4930@acme>;party=calling}, with or without name and brackets. */
    private static NameAddr nameAddr(String value) {
        int open = value.lastIndexOf('<');
        int close = value.indexOf('>', Math.max(0, open));
        if (open < 0 || close < 0) {
            return new NameAddr("", value.trim(), "");
        }
        String name = value.substring(0, open).trim();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        String plain =
                quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
        return new NameAddr(plain, value.substring(open + 1, close), "");
    }

    /** Of the header, in lower case; empty where it is missing. */
    private static String parameter(String value, String name) {
        String[] parts = value.substring(value.lastIndexOf('>') + 1).split(";");
        return Stream.of(parts)
                .map(String::trim)
                .filter(p -> p.regionMatches(true, 0, name + "=", 0, name.length() + 1))
                .map(p -> p.substring(name.length() + 1).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    /**
     * What an INVITE to one in our trust domain says besides From.
     *
     * @param ours the number that an anonymous caller is known there by; empty for none
     */
    static List<Header> of(Party caller, Optional<String> ours, String domain) {
        if (!caller.number().isEmpty()) {
            return List.of(header(Parties.from(caller, domain)));
        }
        List<Header> headers = new ArrayList<>();
        ours.map(number -> new NameAddr("", Parties.uri(number, domain), ""))
                .ifPresent(known -> headers.add(header(known)));
        headers.add(new Header(PRIVACY, "id")); // RFC 3325 §7
        return headers;
    }

    static Header header(NameAddr shown) {
        String name = shown.display().replaceAll("[\"\\\\\\p{Cntrl}]", "");
        String value = (name.isEmpty() ? "" : "\"" + name + "\" ") + "<" + shown.uri() + ">";
        return new Header(ASSERTED, value);
    }
}

package org.patchbay.registrar.internal.binding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.BindingChange.Kind;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.directory.api.RegisterRequest;
import org.patchbay.registrar.internal.uri.SipUri;

/**
 * Every binding of the house, and what a REGISTER does to them (RFC 3261 §10.3). No clock, no
 * thread, no lock: whoever owns it sees to that.
 */
public final class BindingTable {
    private static final int MAX_CALL_ID = 256;
    private static final int MAX_USER_AGENT = 128;

    private static final Comparator<Binding> BY_Q = Comparator.comparingInt(Binding::q).reversed();

    private final Limits limits;
    private final Map<AddressOfRecord, List<Entry>> byAor = new LinkedHashMap<>();
    private final Map<String, Set<Entry>> byConnection = new HashMap<>();
    private final TreeSet<Entry> byExpiry = new TreeSet<>(Entry.BY_EXPIRY);
    private long serial;

    public BindingTable(Limits limits) {
        this.limits = limits;
    }

    /** Those of one address that have not expired, highest q first. */
    public List<Binding> bindings(AddressOfRecord aor, Instant now) {
        return byAor.getOrDefault(aor, List.of()).stream()
                .map(e -> e.binding)
                .filter(b -> b.expires().isAfter(now))
                .sorted(BY_Q)
                .toList();
    }

    public List<Binding> all(Instant now) {
        return byAor.values().stream()
                .flatMap(List::stream)
                .map(e -> e.binding)
                .filter(b -> b.expires().isAfter(now))
                .toList();
    }

    public Optional<Instant> nextExpiry() {
        return byExpiry.isEmpty()
                ? Optional.empty()
                : Optional.of(byExpiry.first().binding.expires());
    }

    /** Takes out what has expired at {@code now}. */
    public List<BindingChange> expire(Instant now) {
        List<BindingChange> changes = new ArrayList<>();
        while (!byExpiry.isEmpty() && !byExpiry.first().binding.expires().isAfter(now)) {
            changes.add(remove(byExpiry.first(), Kind.EXPIRED));
        }
        return changes;
    }

    /** Takes out those of addresses that there are no more. */
    public List<BindingChange> retain(Predicate<AddressOfRecord> known) {
        List<Entry> strangers =
                byAor.entrySet().stream()
                        .filter(aor -> !known.test(aor.getKey()))
                        .flatMap(aor -> aor.getValue().stream())
                        .toList();
        return strangers.stream().map(e -> remove(e, Kind.REMOVED)).toList();
    }

    public List<BindingChange> connectionLost(String connection) {
        Set<Entry> lost = byConnection.getOrDefault(connection, Set.of());
        return List.copyOf(lost).stream().map(e -> remove(e, Kind.CONNECTION_LOST)).toList();
    }

    /** Puts a binding in that was kept elsewhere; one that fits no limit is left out. */
    public boolean restore(Binding binding) {
        Optional<SipUri> contact = SipUri.parse(binding.contact());
        List<Entry> there = byAor.getOrDefault(binding.aor(), List.of());
        if (contact.isEmpty()
                || there.size() >= limits.maxContacts()
                || byExpiry.size() >= limits.maxBindings()
                || there.stream().anyMatch(e -> e.contact.matches(contact.get()))) {
            return false;
        }
        add(new Entry(++serial, contact.get(), binding));
        return true;
    }

    /** One REGISTER, all of it or nothing. What had expired before is taken out in any case. */
    public Step register(RegisterRequest request, Instant now) {
        List<BindingChange> changes = new ArrayList<>(expire(now));
        RegisterOutcome refused =
                request.removeAll()
                        ? removeAll(request, changes)
                        : addAndRemove(request, now, changes);
        return new Step(
                refused != null ? refused : new RegisterOutcome.Ok(bindings(request.aor(), now)),
                changes);
    }

    /** §10.3 step 6: {@code *} stands alone and with Expires 0. */
    private RegisterOutcome removeAll(RegisterRequest request, List<BindingChange> changes) {
        if (!request.contacts().isEmpty()) {
            return new RegisterOutcome.Invalid("Contact * is not alone");
        }
        if (!request.expires().equals(OptionalInt.of(0))) {
            return new RegisterOutcome.Invalid("Contact * needs Expires 0");
        }
        List<Entry> there = List.copyOf(byAor.getOrDefault(request.aor(), List.of()));
        if (there.stream().anyMatch(e -> isOld(request, e))) {
            return new RegisterOutcome.OutOfOrder();
        }
        there.forEach(e -> changes.add(remove(e, Kind.REMOVED)));
        return null;
    }

    /** §10.3 step 7: a request of the same Call-ID must have a higher CSeq. */
    private static boolean isOld(RegisterRequest request, Entry entry) {
        return entry.binding.callId().equals(request.callId())
                && request.cseq() <= entry.binding.cseq();
    }

    /** One contact of a request, looked at before anything is changed. */
    private record Planned(
            SipUri uri, String text, int expiresS, int q, Optional<Entry> existing) {}

    private RegisterOutcome addAndRemove(
            RegisterRequest request, Instant now, List<BindingChange> changes) {
        if (request.contacts().size() > limits.maxContacts()) {
            return new RegisterOutcome.Invalid("more than " + limits.maxContacts() + " contacts");
        }
        if (request.callId().length() > MAX_CALL_ID) {
            return new RegisterOutcome.Invalid("Call-ID is too long");
        }
        List<Planned> plan = new ArrayList<>();
        for (RegisterRequest.Contact contact : request.contacts()) {
            RegisterOutcome refused = plan(request, contact, plan);
            if (refused != null) {
                return refused;
            }
        }
        RegisterOutcome tooMany = checkRoom(request.aor(), plan);
        if (tooMany == null) {
            plan.forEach(p -> carryOut(request, p, now, changes));
        }
        return tooMany;
    }

    private RegisterOutcome plan(
            RegisterRequest request, RegisterRequest.Contact contact, List<Planned> plan) {
        Optional<SipUri> uri = SipUri.parse(contact.uri());
        if (uri.isEmpty()) {
            return new RegisterOutcome.Invalid("a Contact is not a SIP URI");
        }
        if (plan.stream().anyMatch(p -> p.uri().matches(uri.get()))) {
            return new RegisterOutcome.Invalid("a Contact stands there twice");
        }
        int asked = contact.expires().orElse(request.expires().orElse(limits.defaultExpiresS()));
        if (asked < 0) {
            return new RegisterOutcome.Invalid("Expires is negative");
        }
        // §10.3 step 7: only below an hour may a registrar say that it is too brief.
        if (asked > 0 && asked < limits.minExpiresS() && asked < 3600) {
            return new RegisterOutcome.TooBrief(limits.minExpiresS());
        }
        Optional<Entry> existing =
                byAor.getOrDefault(request.aor(), List.of()).stream()
                        .filter(e -> e.contact.matches(uri.get()))
                        .findFirst();
        if (existing.isPresent() && isOld(request, existing.get())) {
            return new RegisterOutcome.OutOfOrder();
        }
        int granted = Math.min(asked, limits.maxExpiresS());
        int q = Math.max(0, Math.min(1000, contact.q()));
        plan.add(new Planned(uri.get(), contact.uri(), granted, q, existing));
        return null;
    }

    private RegisterOutcome checkRoom(AddressOfRecord aor, List<Planned> plan) {
        int more = 0;
        for (Planned p : plan) {
            more += p.expiresS() > 0 && p.existing().isEmpty() ? 1 : 0;
            more -= p.expiresS() == 0 && p.existing().isPresent() ? 1 : 0;
        }
        if (more > 0 && byAor.getOrDefault(aor, List.of()).size() + more > limits.maxContacts()) {
            return new RegisterOutcome.Invalid("more than " + limits.maxContacts() + " contacts");
        }
        if (more > 0 && byExpiry.size() + more > limits.maxBindings()) {
            return new RegisterOutcome.Invalid("the registrar is full");
        }
        return null;
    }

    private void carryOut(
            RegisterRequest request, Planned planned, Instant now, List<BindingChange> changes) {
        if (planned.expiresS() == 0) {
            planned.existing().ifPresent(e -> changes.add(remove(e, Kind.REMOVED)));
            return;
        }
        String userAgent = request.userAgent();
        Binding binding =
                new Binding(
                        request.aor(),
                        planned.text(),
                        planned.q(),
                        now.plusSeconds(planned.expiresS()),
                        request.callId(),
                        request.cseq(),
                        request.flow(),
                        userAgent.length() > MAX_USER_AGENT
                                ? userAgent.substring(0, MAX_USER_AGENT)
                                : userAgent,
                        request.path());
        planned.existing().ifPresent(e -> remove(e, Kind.REMOVED));
        add(new Entry(++serial, planned.uri(), binding));
        changes.add(
                new BindingChange(
                        planned.existing().isPresent() ? Kind.REFRESHED : Kind.ADDED, binding));
    }

    private void add(Entry entry) {
        byAor.computeIfAbsent(entry.binding.aor(), a -> new ArrayList<>(1)).add(entry);
        byExpiry.add(entry);
        if (entry.binding.flow().isConnection()) {
            byConnection
                    .computeIfAbsent(entry.binding.flow().connection(), c -> new HashSet<>())
                    .add(entry);
        }
    }

    private BindingChange remove(Entry entry, Kind kind) {
        Binding binding = entry.binding;
        byExpiry.remove(entry);
        byAor.computeIfPresent(
                binding.aor(),
                (aor, entries) -> entries.remove(entry) && entries.isEmpty() ? null : entries);
        byConnection.computeIfPresent(
                binding.flow().connection(),
                (c, entries) -> entries.remove(entry) && entries.isEmpty() ? null : entries);
        return new BindingChange(kind, binding);
    }
}

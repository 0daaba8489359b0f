package org.patchbay.registrar.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Flow;
import org.patchbay.directory.api.RegisterRequest;
import org.patchbay.directory.api.RegisterRequest.Contact;

/** Builds REGISTERs for tests. */
public final class Requests {
    public static final AddressOfRecord AOR = new AddressOfRecord("1001", "patchbay.local");

    private final List<Contact> contacts = new ArrayList<>();
    private final String callId;
    private final long cseq;
    private AddressOfRecord aor = AOR;
    private boolean removeAll;
    private OptionalInt expires = OptionalInt.empty();
    private Flow flow = new Flow("udp", "127.0.0.1", 5070, "");

    private Requests(String callId, long cseq) {
        this.callId = callId;
        this.cseq = cseq;
    }

    public static Requests of(String callId, long cseq) {
        return new Requests(callId, cseq);
    }

    public Requests contact(String uri) {
        contacts.add(new Contact(uri, OptionalInt.empty(), 1000));
        return this;
    }

    public Requests contact(String uri, int expiresS) {
        contacts.add(new Contact(uri, OptionalInt.of(expiresS), 1000));
        return this;
    }

    public Requests contact(String uri, int expiresS, int q) {
        contacts.add(new Contact(uri, OptionalInt.of(expiresS), q));
        return this;
    }

    public Requests star() {
        removeAll = true;
        return this;
    }

    public Requests expires(int s) {
        expires = OptionalInt.of(s);
        return this;
    }

    public Requests device(String id) {
        aor = new AddressOfRecord(id, "patchbay.local");
        return this;
    }

    public Requests connection(String id) {
        flow = new Flow("tcp", "127.0.0.1", 40_000, id);
        return this;
    }

    public RegisterRequest build() {
        return new RegisterRequest(
                aor, contacts, removeAll, expires, callId, cseq, flow, "test phone");
    }
}

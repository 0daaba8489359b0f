package org.patchbay.itests.peers;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.itests.server.Server;

/** A caller, the number that it called, and the phones that ring now, each with its call. */
public final class Ringing implements AutoCloseable {
    private final List<RawPhone> phones = new ArrayList<>();
    private final List<RawCall> calls = new ArrayList<>();
    private RawCall out;

    private Ringing() {}

    /**
     * Returns when all ring; a user that is named twice has two phones.
     *
     * @param users that the number stands for, in whatever order
     */
    public static Ringing of(Server server, String caller, String number, String... users) {
        Ringing ringing = new Ringing();
        try {
            RawPhone from = ringing.phone(server, caller);
            List<RawPhone> to = new ArrayList<>();
            for (String user : users) {
                to.add(ringing.phone(server, user));
            }
            ringing.out = from.ring(number);
            to.forEach(phone -> ringing.calls.add(phone.incoming()));
            return ringing;
        } catch (RuntimeException | AssertionError e) {
            ringing.close();
            throw e;
        }
    }

    private RawPhone phone(Server server, String user) {
        RawPhone phone = RawPhone.of(server, user);
        phones.add(phone);
        return phone.registered();
    }

    /** The caller's side. */
    public RawCall out() {
        return out;
    }

    /** At each phone, as they were named. */
    public List<RawCall> calls() {
        return calls;
    }

    public RawCall call(int index) {
        return calls.get(index);
    }

    @Override
    public void close() {
        phones.forEach(RawPhone::close);
    }
}

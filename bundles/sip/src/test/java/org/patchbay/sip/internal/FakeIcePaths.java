package org.patchbay.sip.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.patchbay.media.api.IcePath;
import org.patchbay.media.api.IcePaths;
import org.patchbay.sdp.DtlsSetup;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.sdp.IceDtls;

/** Paths that lead nowhere, and remember what was agreed. */
final class FakeIcePaths implements IcePaths {
    /** What each was asked, in order: the ufrag of the far side behind it. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    volatile Listener listener;

    @Override
    public IcePath create(String name, Listener told) {
        listener = told;
        return new Path();
    }

    private static IceDtls end(DtlsSetup setup) {
        return new IceDtls(
                "ours",
                "ourpasswordourpassword",
                true,
                List.of(Fingerprint.of("sha-256", new byte[] {1})),
                setup,
                List.of(),
                true);
    }

    private final class Path implements IcePath {
        private <T> CompletionStage<T> say(String what, T value) {
            asked.add(what);
            return CompletableFuture.supplyAsync(() -> value);
        }

        @Override
        public CompletionStage<IceDtls> offer() {
            return say("offer", end(DtlsSetup.ACTPASS));
        }

        @Override
        public CompletionStage<Void> accept(IceDtls answer) {
            return say("accept " + answer.ufrag(), null);
        }

        @Override
        public CompletionStage<IceDtls> propose(IceDtls offer) {
            return say("propose " + offer.ufrag(), end(offer.setup().answer()));
        }

        @Override
        public CompletionStage<Void> commit() {
            return say("commit", null);
        }

        @Override
        public void rollback() {
            asked.add("rollback");
        }

        @Override
        public void open(Inlet inlet) {}

        @Override
        public boolean send(byte[] packet, int length) {
            return true;
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress("127.0.0.1", 1);
        }

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress("127.0.0.1", 2);
        }

        @Override
        public String suite() {
            return "";
        }

        @Override
        public long refused() {
            return 0;
        }

        @Override
        public void close() {}
    }
}

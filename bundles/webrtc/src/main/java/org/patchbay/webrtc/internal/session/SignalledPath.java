package org.patchbay.webrtc.internal.session;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.patchbay.media.api.IcePath;
import org.patchbay.sdp.IceDtls;

/** A path whose descriptions somebody else brings. What may wait runs on a thread that may. */
final class SignalledPath implements IcePath {
    private final BrowserPath path;
    private final Executor patient;
    private final Runnable over;

    /**
     * @param over is called when it has given everything back, once
     */
    SignalledPath(BrowserPath path, Executor patient, Runnable over) {
        this.path = path;
        this.patient = patient;
        this.over = over;
    }

    private <T> CompletionStage<T> soon(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        patient.execute(
                () -> {
                    try {
                        answer.complete(question.call());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    @Override
    public CompletionStage<IceDtls> offer() {
        return soon(path::offer);
    }

    @Override
    public CompletionStage<Void> accept(IceDtls answer) {
        return soon(
                () -> {
                    path.accept(answer);
                    return null;
                });
    }

    @Override
    public CompletionStage<IceDtls> propose(IceDtls offer) {
        return soon(() -> path.propose(offer));
    }

    @Override
    public CompletionStage<Void> commit() {
        return soon(
                () -> {
                    path.commit();
                    return null;
                });
    }

    @Override
    public void rollback() {
        patient.execute(path::rollback);
    }

    @Override
    public void open(Inlet inlet) {
        path.open(inlet);
    }

    @Override
    public boolean send(byte[] packet, int length) {
        return path.send(packet, length);
    }

    @Override
    public InetSocketAddress local() {
        return path.local();
    }

    @Override
    public InetSocketAddress remote() {
        return path.remote();
    }

    @Override
    public String suite() {
        return path.suite();
    }

    @Override
    public long refused() {
        return path.refused();
    }

    @Override
    public void close() {
        path.close();
        try {
            patient.execute(
                    () -> {
                        path.free();
                        over.run();
                    });
        } catch (RejectedExecutionException e) {
            // The whole house is closed, and ICE with it.
        }
    }
}

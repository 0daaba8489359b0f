package org.patchbay.scripting.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MediaEngine;

/** A call that does what it is told at once, but for the verbs that a test holds back. */
final class FakeControl implements CallControl {
    final List<String> done = new CopyOnWriteArrayList<>();
    final Map<String, CompletableFuture<Object>> held = new ConcurrentHashMap<>();
    private final CallView call;

    FakeControl(CallView call) {
        this.call = call;
    }

    /** The verb stays open until the future is completed. */
    CompletableFuture<Object> hold(String verb) {
        CompletableFuture<Object> open = new CompletableFuture<>();
        held.put(verb, open);
        return open;
    }

    String awaitDone(String what) {
        return TestHouse.poll(
                () -> done.stream().filter(d -> d.equals(what)).findFirst(),
                () -> what + " among " + done);
    }

    @SuppressWarnings("unchecked")
    private <T> CompletionStage<T> did(String what, T value) {
        done.add(what);
        String verb = what.split(" ")[0];
        CompletableFuture<Object> open = held.get(verb);
        return open == null
                ? CompletableFuture.completedFuture(value)
                : (CompletionStage<T>) open.copy();
    }

    @Override
    public CallView call() {
        return call;
    }

    @Override
    public CompletionStage<Void> ring() {
        return did("ring", null);
    }

    @Override
    public CompletionStage<Void> answer() {
        return did("answer", null);
    }

    @Override
    public CompletionStage<Boolean> play(Path file) {
        return did("play " + file.getFileName(), true);
    }

    @Override
    public CompletionStage<Boolean> tone(List<MediaEngine.Tone> tones) {
        return did("tone " + tones, true);
    }

    @Override
    public CompletionStage<String> collect(int max, String terminators, Duration timeout) {
        return did("collect " + max + " " + terminators + " " + timeout, "12");
    }

    @Override
    public CompletionStage<Void> echo(Duration longest) {
        return did("echo " + longest, null);
    }

    @Override
    public CompletionStage<Void> pause(Duration duration) {
        return did("pause " + duration, null);
    }

    @Override
    public CompletionStage<DialOutcome> dial(Plan.Ring ring) {
        return did("dial " + ring.targets(), DialOutcome.NO_ANSWER);
    }

    @Override
    public CompletionStage<DialOutcome> join(Plan.Ring ring) {
        return did("join " + ring.targets(), DialOutcome.BUSY);
    }

    @Override
    public CompletionStage<Void> drop(Side who) {
        return did("drop " + who, null);
    }

    @Override
    public CompletionStage<Void> hold(Side waits) {
        return did("hold " + waits, null);
    }

    @Override
    public CompletionStage<Void> resume(Side waits) {
        return did("resume " + waits, null);
    }

    @Override
    public CompletionStage<Void> press(Side to, String keys) {
        return did("press " + to + " " + keys, null);
    }

    @Override
    public CompletionStage<Void> transfer(TransferTo to, Side leaves) {
        return did("transfer " + to.text() + " " + leaves, null);
    }

    @Override
    public CompletionStage<Void> passTo(Plan plan) {
        return did("passTo " + plan, null);
    }

    @Override
    public CompletionStage<Void> hangup(DisconnectCause.Reason reason) {
        return did("hangup " + Optional.of(reason).map(Enum::name).orElse(""), null);
    }
}

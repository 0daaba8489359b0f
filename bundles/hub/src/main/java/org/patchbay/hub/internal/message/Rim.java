package org.patchbay.hub.internal.message;

/** Where effects touch the world: one method for each kind of {@link Effect}. */
public interface Rim {
    void dial(Effect.Dial effect);

    void ringCaller(Effect.RingCaller effect);

    void openCaller(Effect.OpenCaller effect);

    void answerCaller(Effect.AnswerCaller effect);

    void hangupLeg(Effect.HangupLeg effect);

    void joinMix(Effect.JoinMix effect);

    void leaveMix(Effect.LeaveMix effect);

    void resolve(Effect.Resolve effect);

    void askApps(Effect.AskApps effect);

    void runDriver(Effect.RunDriver effect);

    void awaitApp(Effect.AwaitApp effect);

    void releaseApps();

    void startTimer(Effect.StartTimer effect);

    void stopTimer(Effect.StopTimer effect);

    void reserveSeat(Effect.ReserveSeat effect);

    void takeSeat(Effect.TakeSeat effect);

    void holdSeat(Effect.HoldSeat effect);

    void leaveRoom(Effect.LeaveRoom effect);

    void listen(Effect.Listen effect);

    void listenNoMore(Effect.ListenNoMore effect);

    void playFile(Effect.PlayFile effect);

    void playTones(Effect.PlayTones effect);

    void startEcho(Effect.StartEcho effect);

    void ringback(Effect.Ringback effect);

    void music(Effect.Music effect);

    void holdLeg(Effect.HoldLeg effect);

    void press(Effect.Press effect);

    void transfer(Effect.Transfer effect);

    void stopPlay(Effect.StopPlay effect);

    void reply(Effect.Reply effect);

    void replyFailed(Effect.ReplyFailed effect);

    void offerSeat(Effect.OfferSeat effect);

    void withdrawSeat();

    void tryPlan(Effect.TryPlan effect);

    void moveOut(Effect.MoveOut effect);

    void tellTransfer(Effect.TellTransfer effect);

    void tellJoin(Effect.TellJoin effect);

    void identify(Effect.Identify effect);

    void publish(Effect.Publish effect);

    void vanish();
}

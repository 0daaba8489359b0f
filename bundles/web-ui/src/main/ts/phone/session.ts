import { errorName } from './devices';
import { takesPauses } from './pauses';
import type { Candidate } from './state';

export interface SessionListener {
  offer(sdp: string, restart: boolean): void;
  /** The microphone is there. */
  speaks(): void;
  candidate(candidate: Candidate): void;
  path(state: 'connected' | 'disconnected' | 'failed'): void;
  failed(why: string): void;
  /** What the far side says. */
  track(stream: MediaStream): void;
}

/** One RTCPeerConnection and what is done to it, in order. */
export class MediaSession {
  readonly pc: RTCPeerConnection;
  private remoteReady = false;
  private waiting: Candidate[] = [];
  private work: Promise<void> = Promise.resolve();
  private microphone: MediaStream | undefined;
  private muted = false;
  private isCut = false;
  private closed = false;

  constructor(
    ice: RTCIceServer[],
    private readonly listener: SessionListener,
  ) {
    this.pc = new RTCPeerConnection({ iceServers: ice, bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require' });
    this.pc.onicecandidate = (e) => {
      const c = e.candidate;
      listener.candidate({ candidate: c?.candidate || null, mid: c?.sdpMid ?? null, index: c?.sdpMLineIndex ?? null });
    };
    this.pc.onconnectionstatechange = () => {
      const state = this.pc.connectionState;
      if (!this.closed && (state === 'connected' || state === 'disconnected' || state === 'failed')) {
        listener.path(state);
      }
    };
    this.pc.ontrack = (e) => listener.track(e.streams[0] ?? new MediaStream([e.track]));
  }

  /**
   * Does not wait for the microphone, whose owner may have to be asked: it speaks once it is there.
   *
   * @param restart the server has this session already: its offer is a restart
   */
  open(microphone: Promise<MediaStream>, restart: boolean): void {
    const { sender } = this.pc.addTransceiver('audio');
    this.then(async () => {
      await this.pc.setLocalDescription();
      this.listener.offer(takesPauses(this.pc.localDescription!.sdp), restart);
    });
    microphone.then((stream) => this.speak(sender, stream)).catch((e: unknown) => this.fail(e));
  }

  private async speak(sender: RTCRtpSender, stream: MediaStream): Promise<void> {
    if (this.closed) {
      stream.getTracks().forEach((t) => t.stop());
      return;
    }
    this.microphone = stream;
    this.switchMicrophone();
    await sender.replaceTrack(stream.getAudioTracks()[0] ?? null);
    if (!this.closed) this.listener.speaks();
  }

  restart(): void {
    this.then(async () => {
      if (this.pc.signalingState === 'have-local-offer') {
        await this.pc.setLocalDescription({ type: 'rollback' });
      }
      this.remoteReady = false;
      const offer = await this.pc.createOffer({ iceRestart: true });
      await this.pc.setLocalDescription(offer);
      this.listener.offer(takesPauses(this.pc.localDescription!.sdp), true);
    });
  }

  accept(sdp: string): void {
    this.then(async () => {
      if (this.pc.signalingState !== 'have-local-offer') return;
      await this.pc.setRemoteDescription({ type: 'answer', sdp });
      this.remoteReady = true;
      for (const c of this.waiting.splice(0)) await this.addNow(c);
    });
  }

  candidate(c: Candidate): void {
    this.then(async () => {
      if (this.remoteReady) await this.addNow(c);
      else this.waiting.push(c);
    });
  }

  /** The servers that it asks the next time. */
  serve(ice: RTCIceServer[]): void {
    if (!this.closed) this.pc.setConfiguration({ ...this.pc.getConfiguration(), iceServers: ice });
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.switchMicrophone();
  }

  /** As mute, and whether it is muted is known all the same. */
  cut(cut: boolean): void {
    this.isCut = cut;
    this.switchMicrophone();
  }

  private switchMicrophone(): void {
    this.microphone?.getAudioTracks().forEach((t) => (t.enabled = !this.muted && !this.isCut));
  }

  /** Another microphone in mid-call. */
  use(stream: MediaStream): void {
    const track = stream.getAudioTracks()[0];
    const sender = this.pc.getSenders().find((s) => s.track?.kind === 'audio' || s.track === null);
    if (this.closed || !track || !sender) {
      stream.getTracks().forEach((t) => t.stop());
      return;
    }
    this.microphone?.getTracks().forEach((t) => t.stop());
    this.microphone = stream;
    this.switchMicrophone();
    void sender.replaceTrack(track);
  }

  get input(): MediaStream | undefined {
    return this.microphone;
  }

  close(): void {
    this.closed = true;
    this.pc.close();
    this.microphone?.getTracks().forEach((t) => t.stop());
  }

  private async addNow(c: Candidate): Promise<void> {
    if (!c.candidate) return; // the end of them: the browser does not wait for it
    await this.pc
      .addIceCandidate({ candidate: c.candidate, sdpMid: c.mid, sdpMLineIndex: c.index ?? (c.mid === null ? 0 : null), usernameFragment: c.ufrag ?? null })
      .catch(() => undefined); // one that cannot be used is no reason to end a call
  }

  private then(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch((e: unknown) => this.fail(e));
  }

  private fail(e: unknown): void {
    if (!this.closed) this.listener.failed(errorName(e));
  }
}

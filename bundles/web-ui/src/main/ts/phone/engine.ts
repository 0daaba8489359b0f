import { JsonSocket } from '../api/socket';
import { Devices, type Gone } from './devices';
import { History } from './history';
import { leaves, read, write } from './left';
import { next } from './machine';
import { Meter } from './meter';
import { Microphone } from './microphone';
import { type Quality, quality } from './quality';
import { Resume } from './resume';
import { MediaSession } from './session';
import { Sounds } from './sounds';
import { silent } from './silent';
import { current, type Effect, type Input, type Notice, NOTHING, type PhoneState, ringing, talking } from './state';
import { told } from './words';

/** A call without its page is kept for half as long, usually. */
const RESTS_MS = 60_000;

/** Input to an engine, as what a person does has no need of session ids. */
export type Wish = Exclude<Input, { session: string }> | { in: 'dial'; to: string; name?: string } | { in: 'answer'; key: string } | { in: 'expect'; number: string; name: string };

interface Live {
  media: MediaSession;
  microphone: Microphone;
  element: HTMLAudioElement;
  stream?: MediaStream;
  quality?: Quality;
  meters: { in?: Meter; out?: Meter };
}

/** The rim: turns effects of the pure machine into a socket, connections and sounds. Tells `change`, `notice`, `history`. */
export class PhoneEngine extends EventTarget {
  state: PhoneState = { ...NOTHING, left: read(sessionStorage) };
  readonly devices = new Devices();
  readonly history: History;
  private readonly sounds = new Sounds(this.devices);
  private readonly resume = new Resume(sessionStorage);
  private readonly socket: JsonSocket;
  private readonly live = new Map<string, Live>();
  private ice: RTCIceServer[] = [];
  private audio: AudioContext | undefined;
  private timer: number | undefined;
  private leaving: number | undefined;
  /** When the house said something last, or may have begun to. */
  private heardAt = 0;
  private readonly network = () => this.networkChanged();
  private readonly touch = () => this.unlock();

  constructor(readonly user: string) {
    super();
    this.history = new History(user, localStorage);
    this.socket = new JsonSocket('/api/v1/phone', {
      opened: () => {
        this.heardAt = Date.now();
        const token = this.resume.opened();
        if (token) this.socket.say({ type: 'resume', token });
        this.feed({ in: 'connected', resuming: token !== null });
      },
      said: (message) => this.said(message),
      closed: () => this.feed({ in: 'disconnected' }),
    });
    this.devices.addEventListener('change', () => this.devicesChanged());
    this.devices.addEventListener('gone', (e) => {
      const { use, label } = (e as CustomEvent<Gone>).detail;
      this.notice('unplugged', use, label);
    });
  }

  start(): void {
    clearTimeout(this.leaving);
    this.socket.open();
    void this.devices.refresh();
    window.addEventListener('online', this.network);
    window.addEventListener('pointerdown', this.touch);
    this.timer = window.setInterval(() => this.tick(), 1000);
  }

  /** Until the same person is there again: nobody is hung up on by us meanwhile. No microphone stays open for longer than that may be. */
  rest(): void {
    if (!current(this.state).length) return this.stop();
    this.leaving = window.setTimeout(() => this.stop(), RESTS_MS);
    this.socket.close();
    clearInterval(this.timer);
    window.removeEventListener('online', this.network);
    window.removeEventListener('pointerdown', this.touch);
    this.sounds.play(null);
  }

  stop(): void {
    clearTimeout(this.leaving);
    for (const call of current(this.state)) this.feed({ in: 'hangup', key: call.key });
    this.socket.close();
    clearInterval(this.timer);
    window.removeEventListener('online', this.network);
    window.removeEventListener('pointerdown', this.touch);
    this.sounds.play(null);
    this.resume.forget();
  }

  wish(wish: Wish): void {
    if (wish.in === 'press') this.sounds.key(wish.tone);
    const opens = wish.in === 'dial' || wish.in === 'answer' || wish.in === 'expect';
    this.feed(opens ? { ...wish, session: crypto.randomUUID() } : wish);
  }

  /** A key on the pad where there is no call to press it in. */
  beep(key: string): void {
    this.sounds.key(key);
  }

  qualityOf(session: string | null): Quality | undefined {
    return session ? this.live.get(session)?.quality : undefined;
  }

  /** What goes out and what comes in, in dB. */
  levels(session: string | null): { out?: number; in?: number } {
    const live = session ? this.live.get(session) : undefined;
    if (!live) return {};
    this.audio ??= new AudioContext();
    const { media, stream, meters } = live;
    if (!meters.out && media.input) meters.out = new Meter(this.audio, media.input);
    if (!meters.in && stream) meters.in = new Meter(this.audio, stream);
    return { out: meters.out?.read(), in: meters.in?.read() };
  }

  private feed(input: Input): void {
    const { state, effects } = next(this.state, input, Date.now());
    this.state = state;
    write(sessionStorage, leaves(state));
    effects.forEach((e) => this.carryOut(e));
    this.sound();
    this.dispatchEvent(new Event('change'));
  }

  private said(message: Record<string, unknown>): void {
    this.heardAt = Date.now();
    const word = told(message);
    if (!word) return;
    if (word.type === 'hello' || word.type === 'ice-servers') this.serve(word.iceServers);
    if (word.type === 'hello' && word.token) this.resume.greeted(word.token);
    if (word.type === 'error' && word.of === 'resume') this.resume.refused();
    this.feed({ in: 'told', told: word });
  }

  /** Their credentials end: the next restart of a call that is up needs those of now. */
  private serve(ice: RTCIceServer[]): void {
    this.ice = ice;
    for (const live of this.live.values()) live.media.serve(ice);
  }

  private carryOut(e: Effect): void {
    switch (e.do) {
      case 'send':
        this.socket.say(e.message);
        break;
      case 'open':
      case 'reopen':
        this.open(e.session, e.do === 'reopen');
        break;
      case 'restart':
        this.live.get(e.session)?.media.restart();
        break;
      case 'accept':
        this.live.get(e.session)?.media.accept(e.sdp);
        break;
      case 'candidate':
        this.live.get(e.session)?.media.candidate(e.candidate);
        break;
      case 'mute':
        this.live.get(e.session)?.media.mute(e.muted);
        break;
      case 'cut':
        this.cut(e.session, e.cut);
        break;
      case 'close':
        this.close(e.session);
        break;
      case 'remember':
        this.history.add(e.past);
        this.dispatchEvent(new Event('history'));
        break;
      case 'notice':
        this.notice(e.notice.code, e.notice.detail, e.notice.who);
    }
  }

  private notice(code: string, detail = '', who = ''): void {
    this.dispatchEvent(new CustomEvent<Notice>('notice', { detail: { code, detail, who } }));
  }

  private open(session: string, restart: boolean): void {
    const element = new Audio();
    element.autoplay = true;
    void this.devices.sendTo(element, 'speaker');
    const media = new MediaSession(this.ice, {
      offer: (sdp, again) => this.feed({ in: 'offer', session, sdp, restart: again }),
      speaks: () => this.feed({ in: 'speaks', session }),
      candidate: (candidate) => this.feed({ in: 'local', session, candidate }),
      path: (state) => this.feed({ in: 'path', session, state }),
      failed: (why) => this.feed({ in: 'failed', session, why }),
      track: (stream) => {
        const live = this.live.get(session);
        if (live) live.stream = stream;
        element.srcObject = stream;
        void element.play().catch(() => this.notice('silent'));
      },
    });
    const microphone = new Microphone(this.devices, media, {
      changed: () => this.anotherSpeaks(session),
      failed: (why) => this.notice('microphone', why),
    });
    this.live.set(session, { media, microphone, element, meters: {} });
    media.open(microphone.open(), restart);
  }

  private cut(session: string, cut: boolean): void {
    const live = this.live.get(session);
    if (!live) return;
    live.media.cut(cut);
    live.element.muted = cut;
  }

  private close(session: string): void {
    const live = this.live.get(session);
    if (!live) return;
    this.live.delete(session);
    live.meters.in?.close();
    live.meters.out?.close();
    live.media.close();
    live.element.srcObject = null;
  }

  private tick(): void {
    this.feed({ in: 'tick' });
    if (silent(this.state, this.heardAt, Date.now())) this.reopen();
    for (const live of this.live.values()) {
      void live.media.pc
        .getStats()
        .then((report) => (live.quality = quality(report.values() as never, live.quality) ?? live.quality))
        .catch(() => undefined);
    }
  }

  private networkChanged(): void {
    this.reopen();
    this.feed({ in: 'network' });
  }

  /** A browser may keep sound back until somebody has touched the page. */
  private unlock(): void {
    if (this.audio?.state === 'suspended') void this.audio.resume();
    for (const { element } of this.live.values()) {
      if (element.paused && element.srcObject) void element.play().catch(() => undefined);
    }
  }

  private reopen(): void {
    this.socket.reopen();
    this.feed({ in: 'disconnected' }); // what is said before the new one is open would be lost
  }

  private devicesChanged(): void {
    for (const live of this.live.values()) {
      void this.devices.sendTo(live.element, 'speaker');
      void live.microphone.follow();
    }
  }

  private anotherSpeaks(session: string): void {
    const meters = this.live.get(session)?.meters;
    meters?.out?.close();
    if (meters) meters.out = undefined;
  }

  private sound(): void {
    const incoming = ringing(this.state);
    const outgoing = this.state.calls.some((c) => c.phase === 'ringing' && c.direction === 'out');
    this.sounds.play(incoming ? (talking(this.state) ? 'waiting' : 'ring') : outgoing ? 'ringback' : null);
  }
}

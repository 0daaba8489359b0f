import type { Devices } from './devices';

/** A tone: pairs of frequencies, and a rhythm of on and off in seconds that is played again and again. */
interface Cadence {
  hz: number[];
  beats: number[];
  gain: number;
}

const RING: Cadence = { hz: [523.25, 659.25, 784], beats: [0.18, 0.08, 0.18, 0.08, 0.5, 2.2], gain: 0.16 };
const WAITING: Cadence = { hz: [440], beats: [0.12, 0.1, 0.12, 5], gain: 0.05 };
const RINGBACK: Cadence = { hz: [425], beats: [1, 4], gain: 0.04 };

/** DTMF (ITU-T Q.23), so that a key is heard by who presses it. */
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';

/** Until a tone that is broken off has died away. */
const FADED_MS = 200;

/** One that plays, though only silence, is kept by the browser for good. */
function silenced(element: HTMLAudioElement | undefined): void {
  element?.pause();
  if (element) element.srcObject = null;
}

/** Everything the page sounds by itself, made here: no files, and the ringer may be another device than the speaker. */
export class Sounds {
  private context: AudioContext | undefined;
  private outputs = new Map<string, { node: GainNode; element: HTMLAudioElement }>();
  private playing: 'ring' | 'waiting' | 'ringback' | null = null;
  private stop: (() => void) | undefined;

  constructor(private readonly devices: Devices) {
    devices.addEventListener('change', () => {
      for (const [use, o] of this.outputs) void devices.sendTo(o.element, use as 'speaker' | 'ringer');
    });
  }

  play(what: 'ring' | 'waiting' | 'ringback' | null): void {
    if (what === this.playing) return;
    this.stop?.();
    this.stop = undefined;
    this.playing = what;
    if (what) {
      const cadence = what === 'ring' ? RING : what === 'waiting' ? WAITING : RINGBACK;
      this.stop = this.repeat(cadence, what === 'ring' ? 'ringer' : 'speaker');
    }
  }

  key(key: string): void {
    const at = KEYS.indexOf(key);
    if (at < 0) return;
    this.beep([ROWS[Math.floor(at / 4)]!, COLUMNS[at % 4]!], 0, 0.12, 0.05, this.output('speaker'));
  }

  private repeat(c: Cadence, use: 'speaker' | 'ringer'): () => void {
    const out = this.output(use);
    const period = c.beats.reduce((a, b) => a + b, 0);
    const round = () => {
      let at = 0;
      c.beats.forEach((beat, i) => {
        if (i % 2 === 0) {
          this.beep(c.hz.length > 2 ? [c.hz[(i / 2) % c.hz.length]!] : c.hz, at, beat, c.gain, out);
        }
        at += beat;
      });
    };
    round();
    const timer = setInterval(round, period * 1000);
    return () => {
      clearInterval(timer);
      const now = this.audio().currentTime;
      out.gain.cancelScheduledValues(now);
      out.gain.setTargetAtTime(0, now, 0.02);
      const over = this.outputs.get(use)?.element;
      this.outputs.delete(use);
      setTimeout(() => silenced(over), FADED_MS);
    };
  }

  private beep(hz: number[], afterS: number, forS: number, gain: number, out: AudioNode): void {
    const audio = this.audio();
    const from = audio.currentTime + afterS + 0.01;
    const envelope = audio.createGain();
    envelope.gain.setValueAtTime(0, from);
    envelope.gain.linearRampToValueAtTime(gain, from + 0.012);
    envelope.gain.setValueAtTime(gain, from + forS - 0.03);
    envelope.gain.linearRampToValueAtTime(0, from + forS);
    envelope.connect(out);
    for (const f of hz) {
      const tone = audio.createOscillator();
      tone.frequency.value = f;
      tone.connect(envelope);
      tone.start(from);
      tone.stop(from + forS + 0.02);
    }
  }

  private audio(): AudioContext {
    this.context ??= new AudioContext();
    if (this.context.state === 'suspended') void this.context.resume();
    return this.context;
  }

  private output(use: 'speaker' | 'ringer'): GainNode {
    const there = this.outputs.get(use);
    if (there) return there.node;
    const node = this.audio().createGain();
    const to = this.audio().createMediaStreamDestination();
    node.connect(to);
    const element = new Audio();
    element.srcObject = to.stream;
    void this.devices.sendTo(element, use);
    void element.play().catch(() => undefined); // before the first click a browser may refuse
    this.outputs.set(use, { node, element });
    return node;
  }
}

/** Which microphone, speaker and ringer this browser uses; kept for the next time. */
export type Use = 'microphone' | 'speaker' | 'ringer';

export const USES: Use[] = ['microphone', 'speaker', 'ringer'];

export interface AudioDevice {
  id: string;
  label: string;
}

/** One that was chosen, and was unplugged. */
export interface Gone {
  use: Use;
  label: string;
}

const KEY = 'patchbay.devices';

/** Errors of a browser that has the microphone that was asked for no more. */
const GONE = ['OverconstrainedError', 'NotFoundError'];

/** What a microphone is refused with is no `Error` in every browser. */
export function errorName(e: unknown): string {
  return typeof e === 'object' && e !== null && 'name' in e ? String(e.name) : String(e);
}

/** Tells `change`, and `gone` with a {@link Gone}. */
export class Devices extends EventTarget {
  inputs: AudioDevice[] = [];
  outputs: AudioDevice[] = [];
  private chosen: Partial<Record<Use, string>> = {};

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
    private readonly media: MediaDevices | undefined = navigator.mediaDevices,
  ) {
    super();
    try {
      this.chosen = (JSON.parse(storage.getItem(KEY) ?? '{}') ?? {}) as Partial<Record<Use, string>>;
    } catch {
      this.chosen = {};
    }
    media?.addEventListener('devicechange', () => void this.refresh());
  }

  /** Some browsers choose speakers by themselves. */
  get canChooseOutput(): boolean {
    return 'setSinkId' in HTMLMediaElement.prototype;
  }

  choice(use: Use): string {
    const list = this.of(use);
    // One that was unplugged must not keep anybody from talking.
    return list.length === 0 || this.found(use) ? (this.chosen[use] ?? '') : '';
  }

  choose(use: Use, id: string): void {
    this.chosen[use] = id;
    this.storage.setItem(KEY, JSON.stringify(this.chosen));
    this.changed();
  }

  async refresh(): Promise<void> {
    const all = (await this.media?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all.filter((d) => d.kind === kind && d.deviceId && d.deviceId !== 'default' && d.deviceId !== 'communications').map((d, i) => ({ id: d.deviceId, label: d.label || `${i + 1}` }));
    const before = USES.map((use) => ({ use, found: this.found(use) }));
    this.inputs = of('audioinput');
    this.outputs = of('audiooutput');
    // Nothing is told of any of them to a page that may not know.
    const told = all.some((d) => d.deviceId);
    for (const { use, found } of before) {
      if (told && found && !this.found(use)) {
        this.dispatchEvent(new CustomEvent<Gone>('gone', { detail: { use, label: found.label } }));
      }
    }
    this.changed();
  }

  /** The one place where a microphone is opened. */
  async microphone(): Promise<MediaStream> {
    if (!this.media) {
      throw new DOMException('', 'SecurityError');
    }
    const id = this.choice('microphone');
    const stream = await this.open(this.media, id).catch((e: unknown) => {
      if (id && GONE.includes(errorName(e))) return this.open(this.media!, '');
      throw e;
    });
    void this.refresh(); // labels are told only now
    return stream;
  }

  private open(media: MediaDevices, id: string): Promise<MediaStream> {
    const audio: MediaTrackConstraints = {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
      // Of a mere wish Chromium makes nothing: it opens that of the system.
      ...(id ? { deviceId: { exact: id } } : {}),
    };
    return media.getUserMedia({ audio, video: false });
  }

  async sendTo(element: Pick<HTMLAudioElement, 'sinkId' | 'setSinkId'>, use: 'speaker' | 'ringer'): Promise<void> {
    const id = this.choice(use);
    if (this.canChooseOutput && element.sinkId !== id) {
      await element.setSinkId(id).catch(() => undefined);
    }
  }

  private of(use: Use): AudioDevice[] {
    return use === 'microphone' ? this.inputs : this.outputs;
  }

  private found(use: Use): AudioDevice | undefined {
    return this.of(use).find((d) => d.id === this.chosen[use]);
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

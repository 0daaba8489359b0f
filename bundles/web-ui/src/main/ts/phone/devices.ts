/** Which microphone, speaker and ringer this browser uses; kept for the next time. */
export type Use = 'microphone' | 'speaker' | 'ringer';

export interface AudioDevice {
  id: string;
  label: string;
}

const KEY = 'patchbay.devices';

export class Devices extends EventTarget {
  inputs: AudioDevice[] = [];
  outputs: AudioDevice[] = [];
  private chosen: Partial<Record<Use, string>> = {};

  constructor() {
    super();
    try {
      this.chosen = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<Use, string>>;
    } catch {
      this.chosen = {};
    }
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.refresh());
  }

  /** Some browsers choose speakers by themselves. */
  get canChooseOutput(): boolean {
    return 'setSinkId' in HTMLMediaElement.prototype;
  }

  choice(use: Use): string {
    const id = this.chosen[use] ?? '';
    const list = use === 'microphone' ? this.inputs : this.outputs;
    // One that was unplugged must not keep anybody from talking.
    return list.length === 0 || list.some((d) => d.id === id) ? id : '';
  }

  choose(use: Use, id: string): void {
    this.chosen[use] = id;
    localStorage.setItem(KEY, JSON.stringify(this.chosen));
    this.changed();
  }

  async refresh(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all.filter((d) => d.kind === kind && d.deviceId && d.deviceId !== 'default' && d.deviceId !== 'communications').map((d, i) => ({ id: d.deviceId, label: d.label || `${i + 1}` }));
    this.inputs = of('audioinput');
    this.outputs = of('audiooutput');
    this.changed();
  }

  /** The one place where a microphone is opened. */
  async microphone(): Promise<MediaStream> {
    if (!navigator.mediaDevices) {
      throw new DOMException('', 'SecurityError');
    }
    const id = this.choice('microphone');
    const audio: MediaTrackConstraints = {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
      ...(id ? { deviceId: { ideal: id } } : {}),
    };
    const stream = await navigator.mediaDevices.getUserMedia({ audio, video: false });
    void this.refresh(); // labels are told only now
    return stream;
  }

  async sendTo(element: HTMLAudioElement, use: 'speaker' | 'ringer'): Promise<void> {
    const id = this.choice(use);
    if (this.canChooseOutput && element.sinkId !== id) {
      await element.setSinkId(id).catch(() => undefined);
    }
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

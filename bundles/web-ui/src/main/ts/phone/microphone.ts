import { type Devices, errorName } from './devices';

/** What it needs of a connection. */
export interface Speaks {
  readonly input: MediaStream | undefined;
  use(stream: MediaStream): void;
}

export interface MicrophoneListener {
  /** Another one speaks. */
  changed(): void;
  failed(why: string): void;
}

/** The microphone of one call: another as soon as another is chosen, or the one that speaks is unplugged. */
export class Microphone {
  /** What was chosen when one was opened last. */
  private asked = '';
  private opening = false;

  constructor(
    private readonly devices: Pick<Devices, 'choice' | 'microphone'>,
    private readonly media: Speaks,
    private readonly listener: MicrophoneListener,
  ) {}

  async open(): Promise<MediaStream> {
    this.asked = this.devices.choice('microphone');
    const stream = await this.devices.microphone();
    stream.getAudioTracks()[0]?.addEventListener('ended', () => void this.follow());
    return stream;
  }

  /** After any change: what is chosen meanwhile counts as well. */
  async follow(): Promise<void> {
    while (!this.opening && this.wantsAnother()) {
      this.opening = true;
      try {
        this.media.use(await this.open());
        this.listener.changed();
      } catch (e) {
        this.listener.failed(errorName(e));
        return;
      } finally {
        this.opening = false;
      }
    }
  }

  private wantsAnother(): boolean {
    const track = this.media.input?.getAudioTracks()[0];
    if (!track) return false;
    if (track.readyState === 'ended') return true;
    const { asked } = this;
    const wanted = this.devices.choice('microphone');
    const used = track.getSettings().deviceId;
    this.asked = wanted;
    // A browser may give another one than it was asked for: it is not asked again and again.
    if (wanted === asked) return false;
    return wanted ? wanted !== used : asked === used;
  }
}

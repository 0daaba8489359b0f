/** How loud a stream is, in dB below full scale. */
export class Meter {
  private readonly source: MediaStreamAudioSourceNode;
  private readonly analyser: AnalyserNode;
  private readonly samples: Float32Array<ArrayBuffer>;

  constructor(audio: AudioContext, stream: MediaStream) {
    this.source = audio.createMediaStreamSource(stream);
    this.analyser = audio.createAnalyser();
    this.analyser.fftSize = 1024;
    this.samples = new Float32Array(this.analyser.fftSize);
    this.source.connect(this.analyser);
  }

  read(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    return levelDb(this.samples);
  }

  close(): void {
    this.source.disconnect();
  }
}

/** −96…0. */
export function levelDb(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return rms <= 0 ? -96 : Math.max(-96, Math.min(0, 20 * Math.log10(rms)));
}

/** A level as part of a bar: −60 dB is nothing, 0 dB is all. */
export function share(db: number | undefined): number {
  return db === undefined || !Number.isFinite(db) ? 0 : Math.max(0, Math.min(1, (db + 60) / 60));
}

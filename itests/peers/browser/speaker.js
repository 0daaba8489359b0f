// In every page before its own scripts: keeps what the page's elements play, all together, and gives it a microphone that leaves tones alone.
(() => {
  const RATE_HZ = 48000;
  const heard = new Float32Array(RATE_HZ * 60);
  const sources = new WeakMap();
  let samples = 0;
  let opened;

  // By a track: the house's policy lets no worklet in that is not its own.
  function open() {
    const context = new AudioContext({ sampleRate: RATE_HZ });
    const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    // Where nothing plays, silence is heard.
    const silence = new ConstantSourceNode(context, { offset: 0 });
    silence.connect(out);
    silence.start();
    keep(new MediaStreamTrackProcessor({ track: out.stream.getAudioTracks()[0], maxBufferSize: 200 }).readable);
    return { context, out };
  }

  async function keep(readable) {
    for await (const data of readable) {
      const count = data.numberOfFrames;
      if (samples + count <= heard.length) {
        data.copyTo(heard.subarray(samples, samples + count), { planeIndex: 0, format: 'f32-planar' });
        samples += count;
      }
      data.close();
    }
  }

  /** What an element plays now, in place of what it played before. */
  function hear(element, stream) {
    sources.get(element)?.disconnect();
    sources.delete(element);
    if (!stream) return;
    const { context, out } = (opened ??= open());
    const source = context.createMediaStreamSource(stream);
    source.connect(out);
    sources.set(element, source);
  }

  const plain = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...plain,
    set(stream) {
      plain.set.call(this, stream);
      hear(this, stream);
    },
  });

  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = function (wish) {
    const audio = { ...wish.audio, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return ask.call(this, { ...wish, audio });
  };

  window.speaker = {
    listen: () => (samples = 0),
    samples: () => samples,
    /** Base64 of 16 bit samples. */
    sound(count) {
      const bytes = new Uint8Array(count * 2);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < count; i++) view.setInt16(i * 2, Math.max(-1, Math.min(1, heard[i])) * 32767, true);
      let text = '';
      for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
      return btoa(text);
    },
  };
})();

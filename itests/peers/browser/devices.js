// In every page before its own scripts: its microphones and speakers can be unplugged, a microphone can say another tone than the others, and what it
// notifies is kept.
(() => {
  const SYSTEM = 'As the system';
  const LEVEL = 10 ** (-12 / 20);
  const unplugged = new Set();
  const says = new Map();
  const given = new Set();
  const played = new Set();
  const told = new Set();

  const list = MediaDevices.prototype.enumerateDevices;
  MediaDevices.prototype.enumerateDevices = async function () {
    return (await list.call(this)).filter((d) => !unplugged.has(d.label));
  };

  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wish) {
    const wanted = wish.audio.deviceId?.exact;
    const there = await this.enumerateDevices();
    if (wanted && !there.some((d) => d.deviceId === wanted)) throw new OverconstrainedError('deviceId');
    const stream = await ask.call(this, wish);
    const track = stream.getAudioTracks()[0];
    const hz = says.get(track.label);
    const made = hz ? saying(track, hz) : stream;
    given.add(made.getAudioTracks()[0]);
    return made;
  };

  /** In place of what a device says; else it is as that. */
  function saying(track, hz) {
    const context = new AudioContext({ sampleRate: 48000 });
    const tone = new OscillatorNode(context, { frequency: hz });
    const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    tone.connect(new GainNode(context, { gain: LEVEL })).connect(out);
    tone.start();
    const said = out.stream.getAudioTracks()[0];
    const stop = said.stop.bind(said);
    Object.defineProperties(said, { label: { value: track.label }, getSettings: { value: () => track.getSettings() } });
    said.stop = () => {
      stop();
      track.stop();
    };
    return new MediaStream([said]);
  }

  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    played.add(this);
    return play.call(this);
  };

  window.Notification = class extends Notification {
    constructor(title, options) {
      super(title, options);
      told.add(this);
    }

    close() {
      told.delete(this);
      super.close();
    }
  };

  window.devices = {
    say: (label, hz) => says.set(label, hz),
    /** What it said ends by itself, and the list is another. */
    unplug(label) {
      unplugged.add(label);
      for (const track of given) {
        if (track.label === label && track.readyState === 'live') {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
      }
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    plug(label) {
      unplugged.delete(label);
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    microphones: () => [...given].filter((t) => t.readyState === 'live').map((t) => t.label),
    async speakers() {
      const all = await list.call(navigator.mediaDevices);
      const playing = [...played].filter((e) => e.srcObject && !e.paused && !e.muted);
      return playing.map((e) => (e.sinkId ? all.find((d) => d.kind === 'audiooutput' && d.deviceId === e.sinkId)?.label : SYSTEM));
    },
    notified: () => [...told].map((n) => n.title),
    /** As who clicks on each that is shown; says how often the page came to the front. */
    click() {
      let fronts = 0;
      window.focus = () => fronts++;
      told.forEach((n) => n.onclick?.(new Event('click')));
      return fronts;
    },
    hide: () => Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' }),
  };
})();

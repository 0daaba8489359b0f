// In the page before its own scripts: notes when each step from the click on the call button to the first sound is done, in ms of the page's clock.
(() => {
  /** About -50 dB of full scale: silence and comfort noise stay below, the microphone's tone far above. */
  const HEARD = 0.003;
  const LOOK_EVERY_MS = 2;

  let at = {};
  let armed = false;
  let looking;
  const note = (name, when = performance.now()) => {
    if ('click' in at && !(name in at)) at[name] = when;
  };

  document.addEventListener(
    'click',
    (e) => {
      if (armed && e.composedPath().some((n) => n instanceof Element && n.matches('button.call'))) {
        armed = false;
        at = { click: e.timeStamp };
      }
    },
    true,
  );

  // It runs before the first call, so that what is measured is the call's audio and not the start of ours.
  const audio = new AudioContext();

  /** What the element plays is what a graph of the same stream gets: its first sample that is no silence is the first sound. */
  function listen(stream) {
    clearInterval(looking);
    const ear = new AnalyserNode(audio, { fftSize: 2048 });
    audio.createMediaStreamSource(stream).connect(ear);
    const samples = new Float32Array(ear.fftSize);
    looking = setInterval(() => {
      ear.getFloatTimeDomainData(samples);
      if (samples.some((s) => Math.abs(s) > HEARD)) {
        note('sound');
        clearInterval(looking);
      }
    }, LOOK_EVERY_MS);
  }

  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wish) {
    note('microphone asked');
    const stream = await ask.call(this, wish);
    note('microphone');
    return stream;
  };

  const describe = RTCPeerConnection.prototype.setLocalDescription;
  RTCPeerConnection.prototype.setLocalDescription = async function (...args) {
    await describe.apply(this, args);
    note('offer made');
  };

  const accept = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = async function (...args) {
    await accept.apply(this, args);
    note('answer set');
  };

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      this.addEventListener('iceconnectionstatechange', () => /connected|completed/.test(this.iceConnectionState) && note('ICE'));
      this.addEventListener('connectionstatechange', () => this.connectionState === 'connected' && note('DTLS'));
      this.addEventListener('track', (e) => {
        listen(e.streams[0]);
        const timer = setInterval(() => {
          // Of what was given to the track, so of what was played: statistics are kept for 50 ms and would say it late.
          if (e.receiver.getSynchronizationSources().length > 0) note('packet played');
          if ('packet played' in at || this.connectionState === 'closed') clearInterval(timer);
        }, LOOK_EVERY_MS);
      });
    }
  };

  const said = { call: 'call said', 'webrtc-offer': 'offer said' };
  const told = { 'webrtc-incoming': 'call known', 'webrtc-answer': 'answer' };
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', (e) => {
        const word = JSON.parse(e.data);
        note(word.type === 'call' && word.state === 'up' ? 'up' : (told[word.type] ?? 'other'));
      });
    }
    send(text) {
      note(said[JSON.parse(text).type] ?? 'other');
      super.send(text);
    }
  };

  window.steps = {
    arm: () => {
      at = {};
      armed = true;
    },
    /** Since the click; nothing before the first sound. */
    since: () => ('sound' in at ? Object.fromEntries(Object.entries(at).flatMap(([k, v]) => (k === 'other' || k === 'click' ? [] : [[k, v - at.click]]))) : undefined),
    soFar: () => at,
  };
})();

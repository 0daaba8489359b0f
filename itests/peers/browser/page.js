// A SIP phone in a page, by one of two libraries, for phone.mjs to press its keys. Keeps every sample that it hears.
import JsSIP from 'jssip';
import * as SIP from 'sip.js';

const RATE_HZ = 48000;
const MOST_SAMPLES = RATE_HZ * 180;
// Without this Chromium takes tones for noise.
const MICROPHONE = {
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
  video: false,
};

const events = [];
const tell = (name, more = {}) => events.push({ name, ...more });
const heard = new Float32Array(MOST_SAMPLES);
let samples = 0;
let context;
let following;
let current;

/** Hears that connection from now on. */
function hear(connection) {
  if (following === connection) return;
  following = connection;
  connection.addEventListener('track', (e) => listen(e.track));
  connection.getReceivers().forEach((r) => r.track && listen(r.track));
}

/** A library may show a track twice; what was heard before counts no more. */
async function listen(track) {
  if (current === track) return;
  current = track;
  const stream = new MediaStream([track]);
  // Chromium gives the stream to WebAudio only where an element plays it.
  const element = document.querySelector('audio');
  element.srcObject = stream;
  element.play().catch(() => {});
  if (!context) {
    context = new AudioContext({ sampleRate: RATE_HZ });
    await context.resume();
    await context.audioWorklet.addModule('tap.js');
  }
  const tap = new AudioWorkletNode(context, 'tap');
  tap.port.onmessage = ({ data }) => {
    if (current === track && samples + data.length <= MOST_SAMPLES) {
      heard.set(data, samples);
      samples += data.length;
    }
  };
  context.createMediaStreamSource(stream).connect(tap).connect(context.destination);
}

/** Base64 of 16 bit samples. */
function sound(from, count) {
  const bytes = new Uint8Array(count * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) {
    view.setInt16(i * 2, Math.max(-1, Math.min(1, heard[from + i])) * 32767, true);
  }
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}

function jssip({ url, user, password, domain }) {
  const ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)],
    uri: `sip:${user}@${domain}`,
    password,
    register_expires: 60,
  });
  let session;
  ua.on('registered', () => tell('registered'));
  ua.on('registrationFailed', (e) => tell('refused', { cause: e.cause }));
  ua.on('newRTCSession', ({ session: next, originator }) => {
    session = next;
    tell(originator === 'remote' ? 'rings' : 'calls');
    for (const name of ['progress', 'confirmed', 'ended', 'failed', 'hold', 'unhold']) {
      next.on(name, (e) => tell(name, { cause: e?.cause, reason: e?.message?.getHeader?.('Reason') }));
    }
    next.on('newDTMF', (e) => e.originator === 'remote' && tell('key', { key: e.dtmf.tone }));
    if (next.connection) hear(next.connection);
    next.on('peerconnection', (e) => hear(e.peerconnection));
  });
  ua.start();
  const options = { mediaConstraints: MICROPHONE, pcConfig: { iceServers: [] } };
  return {
    call: (to) => ua.call(`sip:${to}@${domain}`, options),
    answer: () => session.answer(options),
    hangUp: () => session.terminate(),
    hold: () => session.hold(),
    resume: () => session.unhold(),
    press: (keys) => session.sendDTMF(keys, { transportType: 'RFC2833', duration: 100, interToneGap: 200 }),
    inform: (keys) => session.sendDTMF(keys, { transportType: 'INFO', duration: 100, interToneGap: 200 }),
    transfer: (to) => session.refer(`sip:${to}@${domain}`),
    stop: () => ua.stop(),
  };
}

function sipjs({ url, user, password, domain }) {
  const address = (to) => SIP.UserAgent.makeURI(`sip:${to}@${domain}`);
  let session;
  const follow = (next) => {
    session = next;
    next.stateChange.addListener((state) => {
      const name = { Establishing: 'progress', Established: 'confirmed', Terminated: 'ended' }[state];
      if (name) tell(name);
      const connection = next.sessionDescriptionHandler?.peerConnection;
      if (connection) hear(connection);
    });
  };
  const ua = new SIP.UserAgent({
    uri: address(user),
    transportOptions: { server: url },
    authorizationUsername: user,
    authorizationPassword: password,
    logLevel: 'error',
    // By itself it would ask a server on the internet for its address.
    sessionDescriptionHandlerFactoryOptions: {
      peerConnectionConfiguration: { iceServers: [] },
      iceGatheringTimeout: 500,
    },
    delegate: {
      onInvite: (invitation) => {
        follow(invitation);
        invitation.delegate = { onCancel: ({ request }) => tell('failed', { reason: request.getHeader('Reason') }) };
        tell('rings');
      },
    },
  });
  const registerer = new SIP.Registerer(ua, { expires: 60 });
  ua.start().then(() =>
    registerer.register({
      requestDelegate: {
        onAccept: () => tell('registered'),
        onReject: (r) => tell('refused', { cause: r.message.statusCode }),
      },
    }),
  );
  const options = { sessionDescriptionHandlerOptions: { constraints: MICROPHONE } };
  /** It writes no INFO of its own. */
  const pressed = (key) => ({
    requestOptions: {
      body: { contentDisposition: 'render', contentType: 'application/dtmf-relay', content: `Signal=${key}\r\nDuration=100` },
    },
  });
  const held = (hold) => {
    session.sessionDescriptionHandlerOptionsReInvite = { hold };
    return session.invite({ requestDelegate: { onAccept: () => tell(hold ? 'hold' : 'unhold') } });
  };
  return {
    call: (to) => {
      follow(new SIP.Inviter(ua, address(to), options));
      tell('calls');
      return session.invite({ requestDelegate: { onReject: (r) => tell('failed', { cause: r.message.statusCode }) } });
    },
    answer: () => session.accept(options),
    hangUp: () =>
      session.state === 'Established' ? session.bye() : session instanceof SIP.Inviter ? session.cancel() : session.reject(),
    hold: () => held(true),
    resume: () => held(false),
    press: (keys) => session.sessionDescriptionHandler.sendDtmf(keys, { duration: 100, interToneGap: 200 }),
    inform: async (keys) => {
      for (const key of keys) await session.info(pressed(key));
    },
    transfer: (to) => session.refer(address(to)),
    stop: () => registerer.unregister().then(() => ua.stop()),
  };
}

let phone;
window.peer = {
  open: (options) => {
    phone = { jssip, sipjs }[options.library](options);
  },
  // What libraries return is of no use to who asks.
  press: async (name, ...values) => {
    await phone[name](...values);
  },
  events: () => events,
  samples: () => samples,
  sound,
};

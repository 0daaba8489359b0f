import type { Draft, PhoneCall } from './state';

/** An answer to a restart that takes longer is asked for again. */
export const RESTART_MS = 5_000;

/** A call that rings here is taken. */
export function answer(d: Draft, call: PhoneCall, session: string): void {
  if (call.phase !== 'offered') return;
  d.holdOthers(call.key);
  call.session = session;
  call.phase = 'connecting';
  call.path = 'opening';
  d.state.selected = call.key;
  d.effects.push({ do: 'open', session });
  if (call.listensTo) {
    call.muted = true;
    d.effects.push({ do: 'mute', session, muted: true });
  }
}

/** A way is looked for before the call is known, and before there is a microphone. */
export function offer(d: Draft, call: PhoneCall, sdp: string): void {
  if (!call.session) return;
  d.send({ type: 'webrtc-offer', session: call.session, sdp });
  call.offered = true;
  link(d, call);
  flush(d, call);
}

/** As soon as all is there: nobody shall be rung, or answered, by somebody who cannot be heard yet. */
export function link(d: Draft, call: PhoneCall): void {
  if (!call.id || !call.session || !call.offered || !call.speaks || call.linked) return;
  call.linked = true;
  d.send({ type: 'webrtc-link', call: call.id, session: call.session });
}

export function flush(d: Draft, call: PhoneCall): void {
  if (!call.offered || !call.session || d.state.link !== 'up') return;
  for (const c of call.candidates) {
    d.send({ type: 'candidate', session: call.session, ...c });
  }
  call.candidates = [];
}

export function wantRestart(d: Draft, call: PhoneCall): void {
  call.path = 'lost';
  if (call.restart !== 'asked') {
    call.restart = 'wanted';
    call.restartAt = d.now;
  }
}

/** Asks for those that are wanted, once there is somebody to ask. */
export function restarts(d: Draft): void {
  if (d.state.link !== 'up') return;
  for (const call of d.state.calls) {
    if (call.phase !== 'ended' && call.restart === 'wanted' && call.session && call.offered) {
      call.restart = 'asked';
      call.restartAt = d.now + RESTART_MS;
      d.effects.push({ do: 'restart', session: call.session });
    }
  }
}

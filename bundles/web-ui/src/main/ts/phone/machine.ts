import { Draft, type Effect, type Input, type PhoneCall, type PhoneState, type Talk } from './state';
import { heard, settle } from './hearing';
import { answer, flush, link, offer, restarts, wantRestart } from './path';

/** The browser notices by itself within this; only then a restart is asked for. */
export const SHAKY_MS = 2_000;
export const SETTLE_MS = 3_000;
/** How long an ended call stays to be read. */
export const READ_MS = 6_000;

/** The phone of a page, pure: what is to be done comes out as effects. */
export function next(before: PhoneState, input: Input, now: number): { state: PhoneState; effects: Effect[] } {
  const d = new Draft(before, now);
  switch (input.in) {
    case 'connected':
      d.state.settleAt = input.resuming ? now + SETTLE_MS : null;
      d.state.confirmed = [];
      break;
    case 'disconnected':
      disconnected(d);
      break;
    case 'told':
      heard(d, input.told);
      break;
    case 'expect':
      d.state.expects = { number: input.number, name: input.name, session: input.session };
      break;
    case 'unexpect':
      d.state.expects = null;
      break;
    case 'network':
      d.state.calls.filter((c) => c.phase !== 'ended' && c.offered).forEach((c) => wantRestart(d, c));
      break;
    case 'tick':
      tick(d);
      break;
    case 'offer':
    case 'speaks':
    case 'local':
    case 'failed':
    case 'path':
      media(d, input);
      break;
    default:
      user(d, input);
  }
  restarts(d);
  return { state: d.state, effects: d.effects };
}

function disconnected(d: Draft): void {
  d.state.link = 'down';
  for (const key of d.state.asks) {
    const call = d.byKey(key);
    if (call) d.finish(call, 'offline');
  }
  d.state.asks = [];
  for (const call of d.state.calls) {
    if (call.restart === 'asked') {
      call.restart = 'wanted';
    }
  }
}

// ---- who sits in front of it

type UserInput = Extract<Input, { key: string } | { in: 'dial' }>;

function user(d: Draft, input: UserInput): void {
  if (input.in === 'dial') {
    dial(d, input.to, input.name ?? '', input.session);
    return;
  }
  if (input.in === 'dismiss') {
    d.state.calls = d.state.calls.filter((c) => c.key !== input.key || c.phase !== 'ended');
    return;
  }
  const call = d.byKey(input.key);
  if (!call) return;
  switch (input.in) {
    case 'answer':
      answer(d, call, input.session);
      break;
    case 'decline':
      if (call.phase === 'offered' && call.id) {
        call.declined = true;
        d.send({ type: 'decline', call: call.id });
        d.finish(call, 'declined');
      }
      break;
    case 'ignore':
      if (call.phase === 'offered' && call.id && !call.ignored) {
        call.ignored = true;
        d.send({ type: 'ignore', call: call.id });
      }
      break;
    case 'hangup':
      d.hangUp(call);
      break;
    case 'select':
      d.state.selected = call.key;
      break;
    case 'mute':
      if (call.listensTo) break; // nobody hears it anyway
      call.muted = input.on;
      if (call.session) d.effects.push({ do: 'mute', session: call.session, muted: input.on });
      break;
    case 'hold':
    case 'press':
    case 'join':
    case 'transfer':
    case 'attend':
      talk(d, call, input);
  }
}

function talk(d: Draft, call: PhoneCall, input: Talk): void {
  if (!call.id || call.listensTo || (call.phase !== 'up' && !(input.in === 'press' && call.phase !== 'asking'))) return;
  if (input.in === 'hold') {
    if (!input.on) {
      d.holdOthers(call.key);
      d.state.selected = call.key;
    }
    const wasCut = call.cut;
    if (!input.on) d.cut(call, false);
    if (call.held || !wasCut) d.hold(call, input.on);
  } else if (input.in === 'press') {
    if (/^[0-9*#A-D]$/.test(input.tone)) {
      call.keys = (call.keys + input.tone).slice(-32);
      d.send({ type: 'key', call: call.id, key: input.tone });
    }
  } else if (input.in === 'join') {
    d.send({ type: 'join', call: call.id, to: input.to });
  } else if (input.in === 'transfer') {
    call.transfer = 'begun';
    d.send({ type: 'transfer', call: call.id, to: input.to });
  } else {
    const other = d.byKey(input.other);
    if (other?.id && other !== call) {
      call.transfer = 'begun';
      d.send({ type: 'transfer', call: call.id, other: other.id });
    }
  }
}

function dial(d: Draft, to: string, name: string, session: string): void {
  const number = to.trim();
  if (!number) return;
  if (d.state.link !== 'up') {
    d.notice('offline');
    return;
  }
  d.holdOthers(null);
  d.add({ key: session, session, direction: 'out', party: { number, name }, phase: 'asking', path: 'opening' });
  d.state.asks.push(session);
  d.state.selected = session;
  d.send({ type: 'call', to: number });
  // The microphone is opened and a way is looked for while the hub makes the call.
  d.effects.push({ do: 'open', session });
}

// ---- the browser's side of the media

function media(d: Draft, input: Extract<Input, { in: 'offer' | 'speaks' | 'local' | 'failed' | 'path' }>): void {
  const call = d.bySession(input.session);
  if (!call) return;
  switch (input.in) {
    case 'offer':
      if (input.restart) {
        d.send({ type: 'webrtc-restart', session: input.session, sdp: input.sdp });
        call.offered = true;
        flush(d, call);
      } else {
        offer(d, call, input.sdp);
      }
      break;
    case 'speaks':
      call.speaks = true;
      link(d, call);
      break;
    case 'local':
      call.candidates.push(input.candidate);
      flush(d, call);
      break;
    case 'failed':
      if (call.id) d.send({ type: 'hangup', call: call.id });
      d.finish(call, 'media', input.why);
      break;
    case 'path':
      path(d, call, input.state);
  }
}

function path(d: Draft, call: PhoneCall, state: 'connected' | 'disconnected' | 'failed'): void {
  if (state === 'connected') {
    call.path = 'good';
    call.restart = 'no';
    call.restartAt = null;
  } else if (state === 'disconnected') {
    call.path = 'shaky';
    call.restartAt ??= d.now + SHAKY_MS;
  } else {
    wantRestart(d, call);
  }
}

function tick(d: Draft): void {
  if (d.state.settleAt !== null && d.now >= d.state.settleAt) {
    settle(d);
  }
  for (const call of d.state.calls) {
    if (call.phase !== 'ended' && call.restartAt !== null && d.now >= call.restartAt) {
      call.restart = 'no';
      wantRestart(d, call);
    }
  }
  d.state.calls = d.state.calls.filter((c) => c.endedAt === null || d.now < c.endedAt + READ_MS);
}

import type { Draft, PhoneCall } from './state';
import type { Kept, Told } from './words';
import { answer, link, wantRestart } from './path';

type Of<T extends Told['type']> = Extract<Told, { type: T }>;

/** What the server tells, and what the phone makes of it. */
export function heard(d: Draft, told: Told): void {
  switch (told.type) {
    case 'hello':
      hello(d, told);
      break;
    case 'webrtc-incoming':
      incoming(d, told);
      break;
    case 'webrtc-answer':
      if (d.bySession(told.session)) {
        d.effects.push({ do: 'accept', session: told.session, sdp: told.sdp });
      }
      break;
    case 'candidate':
      if (d.bySession(told.session)) {
        const candidate = { candidate: told.candidate, mid: told.mid ?? null, index: told.index ?? null, ufrag: told.ufrag };
        d.effects.push({ do: 'candidate', session: told.session, candidate });
      }
      break;
    case 'call':
      callChanged(d, told);
      break;
    case 'error':
      failed(d, told);
      break;
    case 'bye':
      d.notice('bye', told.reason ?? '');
      break;
    case 'ice-servers': // the engine's
    case 'linked':
    case 'quality':
      break;
  }
}

function hello(d: Draft, told: Of<'hello'>): void {
  d.state.link = 'up';
  for (const kept of told.resumed) {
    d.state.confirmed.push(kept.call);
    const known = d.byId(kept.call);
    if (d.state.unsaid.includes(kept.call)) {
      d.state.unsaid = d.state.unsaid.filter((id) => id !== kept.call);
      d.send({ type: 'hangup', call: kept.call });
    } else if (known) {
      show(d, known, kept.state);
      if (known.path !== 'good') wantRestart(d, known);
    } else {
      fetched(d, kept);
    }
  }
  if (d.state.settleAt === null || told.resumed.length > 0) {
    settle(d);
  }
}

/** A call from before the page was loaded anew. */
function fetched(d: Draft, kept: Kept): void {
  const left = d.state.left[kept.session];
  delete d.state.left[kept.session];
  const call = d.add({
    key: kept.session,
    id: kept.call,
    session: kept.session,
    direction: kept.direction === 'in' ? 'in' : 'out',
    party: kept.party ?? { number: '', name: '' },
    listensTo: kept.listensTo ?? null,
    heard: left?.heard ?? '',
    muted: kept.listensTo !== undefined || (left?.muted ?? false),
    phase: 'connecting',
    path: 'opening',
    linked: true,
  });
  show(d, call, kept.state);
  const cut = !call.held && (left?.cut ?? false);
  if ((!call.held && !cut) || d.state.selected === null) {
    d.state.selected = call.key;
  }
  d.effects.push({ do: 'reopen', session: kept.session });
  if (call.muted) d.effects.push({ do: 'mute', session: kept.session, muted: true });
  d.cut(call, cut);
}

/** The server has named all that it has kept: what it did not name is gone. */
export function settle(d: Draft): void {
  d.state.settleAt = null;
  d.state.left = {};
  for (const call of d.state.calls) {
    const pending = call.phase === 'asking' && d.state.asks.includes(call.key);
    if (call.phase !== 'ended' && !pending && !d.state.confirmed.includes(call.id ?? '')) {
      d.finish(call, 'lost');
    }
  }
}

function incoming(d: Draft, told: Of<'webrtc-incoming'>): void {
  d.state.confirmed.push(told.call);
  if (told.direction === 'out' && d.state.asks.length > 0) {
    const key = d.state.asks.shift()!;
    const call = d.byKey(key);
    if (!call) {
      d.send({ type: 'hangup', call: told.call });
      return;
    }
    call.id = told.call;
    call.phase = 'connecting';
    link(d, call);
  } else if (!d.byId(told.call)) {
    // Asked for by a program or an operator: it rings like any other, nobody but its owner opens a microphone.
    const call = d.add({ key: told.call, id: told.call, direction: told.direction === 'out' ? 'out' : 'in', party: told.party, phase: 'offered', listensTo: told.listensTo ?? null });
    listen(d, call);
  }
}

/** Its owner has asked for this one just now, in another way: it does not ring. */
function listen(d: Draft, call: PhoneCall): void {
  const expected = d.state.expects;
  if (!expected || expected.number !== call.listensTo) return;
  d.state.expects = null;
  call.heard = expected.name;
  answer(d, call, expected.session);
}

/** What becomes of a third who was to be added: the call goes on in any case. */
function joining(d: Draft, call: PhoneCall, told: Of<'call'>): void {
  const who = told.third ?? '';
  call.joining = told.join === 'begun' ? who : null;
  if (told.join === 'failed') d.notice('not-joined', told.cause ?? '', who);
  if (told.join === 'refused') d.notice('join', told.detail ?? '');
}

function callChanged(d: Draft, told: Of<'call'>): void {
  const call = d.byId(told.call);
  if (!call) return;
  if (told.party && (told.party.number || told.party.name)) {
    // A name that was known here stays where the house knows none for the same number.
    const name = told.party.name || (told.party.number === call.party.number ? call.party.name : '');
    call.party = { number: told.party.number, name };
  }
  if (told.transfer) {
    call.transfer = told.transfer;
    if (told.transfer === 'failed') d.notice('transfer-failed', told.detail ?? '');
  }
  if (told.join) joining(d, call, told);
  if (told.state === 'ended') {
    if (call.listensTo && call.phase !== 'offered') d.notice('listen-ended', told.detail ?? '');
    d.finish(call, told.cause ?? 'normal', told.detail ?? null);
  } else {
    show(d, call, told.state);
  }
}

function show(d: Draft, call: PhoneCall, state: string): void {
  if (state === 'up' || state === 'held') {
    call.phase = 'up';
    call.held = state === 'held';
    call.upSince ??= d.now;
  } else if (call.phase !== 'up' && call.phase !== 'offered' && (state === 'ringing' || state === 'early')) {
    call.phase = state;
  }
}

function failed(d: Draft, told: Of<'error'>): void {
  if (told.of === 'resume') {
    if (d.state.settleAt !== null) settle(d);
    return;
  }
  const call = d.byId(told.call) ?? d.bySession(told.session);
  if (told.code === 'lost' && call) {
    wantRestart(d, call);
  } else if (told.of === 'call' && !told.call) {
    const asked = d.byKey(d.state.asks.shift() ?? '');
    if (asked) d.finish(asked, 'refused', told.detail);
  } else if (call && ['webrtc-offer', 'webrtc-link', 'webrtc-restart', 'call'].includes(told.of)) {
    if (told.of === 'webrtc-link' && call.id) {
      d.send({ type: 'hangup', call: call.id });
    }
    if (told.of !== 'webrtc-restart' || told.code === 'unknown-session') {
      d.finish(call, 'media', told.detail);
    }
  } else if (told.code !== 'unknown-call' && told.of !== 'candidate') {
    if (call && told.of === 'transfer') call.transfer = null;
    const other = call !== undefined && told.of === 'hold' && call.wantsHold;
    if (other) d.cut(call, true);
    d.notice(other ? 'cut' : told.of, told.detail);
  }
}

import type { Party } from '../api/model';
import type { Past } from './history';
import type { Said, Told } from './words';

export type Phase =
  /** Asked for; the hub has not made it yet. */
  | 'asking'
  /** It rings here. */
  | 'offered'
  /** Ours, on the way: linked or about to be. */
  | 'connecting'
  | 'ringing'
  | 'early'
  | 'up'
  | 'ended';

export interface Candidate {
  candidate: string | null;
  mid: string | null;
  index: number | null;
  /** Of the go of ICE that it belongs to; the last without it. */
  ufrag?: string | undefined;
}

export interface PhoneCall {
  /** Stays the same for as long as the page knows it. */
  key: string;
  /** The hub's id; `null` before it said one. */
  id: string | null;
  session: string | null;
  direction: 'in' | 'out';
  party: Party;
  phase: Phase;
  since: number;
  upSince: number | null;
  /** The offer is at the server: candidates may follow, and a link. */
  offered: boolean;
  /** The microphone is there. */
  speaks: boolean;
  linked: boolean;
  candidates: Candidate[];
  /** The path as the browser sees it. */
  path: 'none' | 'opening' | 'good' | 'shaky' | 'lost';
  restart: 'no' | 'wanted' | 'asked';
  /** When a restart is due, if the path has not come back. */
  restartAt: number | null;
  ignored: boolean;
  declined: boolean;
  held: boolean;
  /** What the hub was asked for last. */
  wantsHold: boolean;
  /** It could not be held: microphone and speaker are off for it here. */
  cut: boolean;
  muted: boolean;
  transfer: string | null;
  /** The third who is being added. */
  joining: string | null;
  /** The call that this one only hears, and nobody in it hears this one. */
  listensTo: string | null;
  /** What that is, for people, where it was asked for here. */
  heard: string;
  keys: string;
  cause: string | null;
  detail: string | null;
  endedAt: number | null;
}

/** What a page that is loaded anew has left to itself of a call: the house does not know it. */
export interface Left {
  muted: boolean;
  cut: boolean;
  heard: string;
}

export interface PhoneState {
  link: 'down' | 'up';
  calls: PhoneCall[];
  /** The calls that we asked for and the hub has not answered, oldest first. */
  asks: string[];
  /** The call that we shall listen to: the one that hears it is connected as soon as it comes. */
  expects: { number: string; name: string; session: string } | null;
  /** Whose buttons are shown. */
  selected: string | null;
  /** After the connection came back: until then calls that the server does not name are kept. */
  settleAt: number | null;
  confirmed: string[];
  /** Calls that were hung up here while nobody could be told. */
  unsaid: string[];
  /** Of calls from before the page was loaded anew, until the server names them. */
  left: Record<string, Left>;
}

/** What needs a call that is up. */
export type Talk =
  | { in: 'hold'; key: string; on: boolean }
  | { in: 'press'; key: string; tone: string }
  | { in: 'join'; key: string; to: string }
  | { in: 'transfer'; key: string; to: string }
  | { in: 'attend'; key: string; other: string };

export type Input =
  | { in: 'connected'; resuming: boolean }
  | { in: 'disconnected' }
  | { in: 'told'; told: Told }
  | { in: 'dial'; to: string; name?: string; session: string }
  | { in: 'answer'; key: string; session: string }
  | { in: 'expect'; number: string; name: string; session: string }
  | { in: 'unexpect' }
  | { in: 'decline' | 'ignore' | 'hangup' | 'dismiss' | 'select'; key: string }
  | { in: 'mute'; key: string; on: boolean }
  | Talk
  | { in: 'offer'; session: string; sdp: string; restart: boolean }
  | { in: 'speaks'; session: string }
  | { in: 'local'; session: string; candidate: Candidate }
  | { in: 'failed'; session: string; why: string }
  | { in: 'path'; session: string; state: 'connected' | 'disconnected' | 'failed' }
  | { in: 'network' }
  | { in: 'tick' };

/** What is to be read once. */
export interface Notice {
  code: string;
  /** For people, or the outcome of what was tried. */
  detail: string;
  /** A number that it is about. */
  who: string;
}

export type Effect =
  | { do: 'send'; message: Said }
  /** Microphone, connection, offer. */
  | { do: 'open'; session: string }
  /** The same for a session that the server has kept: its offer is a restart. */
  | { do: 'reopen'; session: string }
  | { do: 'restart'; session: string }
  | { do: 'accept'; session: string; sdp: string }
  | { do: 'candidate'; session: string; candidate: Candidate }
  | { do: 'mute'; session: string; muted: boolean }
  /** Nothing of it is heard, and it hears nothing. */
  | { do: 'cut'; session: string; cut: boolean }
  | { do: 'close'; session: string }
  | { do: 'remember'; past: Past }
  | { do: 'notice'; notice: Notice };

export const NOTHING: PhoneState = {
  link: 'down',
  calls: [],
  asks: [],
  expects: null,
  selected: null,
  settleAt: null,
  confirmed: [],
  unsaid: [],
  left: {},
};

/** A state that is being changed, and what is to be done about it. */
export class Draft {
  readonly effects: Effect[] = [];
  readonly state: PhoneState;

  constructor(
    state: PhoneState,
    readonly now: number,
  ) {
    this.state = {
      ...state,
      asks: [...state.asks],
      confirmed: [...state.confirmed],
      unsaid: [...state.unsaid],
      left: { ...state.left },
      calls: state.calls.map((c) => ({ ...c, candidates: [...c.candidates] })),
    };
  }

  send(message: Said): void {
    this.effects.push({ do: 'send', message });
  }

  notice(code: string, detail = '', who = ''): void {
    this.effects.push({ do: 'notice', notice: { code, detail, who } });
  }

  /** One that has not ended. */
  byKey(key: string): PhoneCall | undefined {
    return this.state.calls.find((c) => c.key === key && c.phase !== 'ended');
  }

  byId(id: string | undefined): PhoneCall | undefined {
    return id ? this.state.calls.find((c) => c.id === id && c.phase !== 'ended') : undefined;
  }

  bySession(session: string | undefined): PhoneCall | undefined {
    return session ? this.state.calls.find((c) => c.session === session && c.phase !== 'ended') : undefined;
  }

  add(call: Partial<PhoneCall> & Pick<PhoneCall, 'key' | 'direction' | 'party' | 'phase'>): PhoneCall {
    const made: PhoneCall = {
      id: null,
      session: null,
      since: this.now,
      upSince: null,
      offered: false,
      speaks: false,
      linked: false,
      candidates: [],
      path: 'none',
      restart: 'no',
      restartAt: null,
      ignored: false,
      declined: false,
      held: false,
      wantsHold: false,
      cut: false,
      muted: false,
      transfer: null,
      joining: null,
      listensTo: null,
      heard: '',
      keys: '',
      cause: null,
      detail: null,
      endedAt: null,
      ...call,
    };
    this.state.calls.push(made);
    return made;
  }

  /** Puts whatever else is up on hold: one conversation at a time. Who only listened does not any more. */
  holdOthers(key: string | null): void {
    for (const c of this.state.calls) {
      if (c.key !== key && c.listensTo && c.phase !== 'ended' && c.phase !== 'offered') {
        this.hangUp(c);
      } else if (c.key !== key && c.phase === 'up' && !c.held && !c.cut) {
        this.hold(c, true);
      }
    }
  }

  hold(call: PhoneCall, on: boolean): void {
    if (!call.id) return;
    call.wantsHold = on;
    this.send({ type: 'hold', call: call.id, on });
  }

  cut(call: PhoneCall, cut: boolean): void {
    if (call.cut === cut || !call.session) return;
    call.cut = cut;
    this.effects.push({ do: 'cut', session: call.session, cut });
  }

  hangUp(call: PhoneCall): void {
    if (call.id && this.state.link === 'up') {
      this.send({ type: 'hangup', call: call.id });
    } else if (call.id) {
      this.state.unsaid.push(call.id);
    }
    // Where the hub has not said its id yet, `asks` still knows that the next one is not wanted any more.
    this.finish(call, 'normal');
  }

  finish(call: PhoneCall, cause: string, detail: string | null = null): void {
    call.phase = 'ended';
    call.cause = cause;
    call.detail = detail;
    call.endedAt = this.now;
    if (call.session) {
      this.effects.push({ do: 'close', session: call.session });
    }
    if (!call.listensTo) {
      this.effects.push({ do: 'remember', past: past(call, this.now) });
    }
    if (this.state.selected === call.key) {
      const others = this.state.calls.filter((c) => c.phase !== 'ended' && c.phase !== 'offered');
      this.state.selected = others.at(-1)?.key ?? null;
    }
  }
}

function past(call: PhoneCall, now: number): Past {
  const talkedS = call.upSince === null ? 0 : Math.max(0, Math.round((now - call.upSince) / 1000));
  return { at: call.since, direction: call.direction, party: call.party, talkedS, outcome: outcome(call) };
}

function outcome(call: PhoneCall): Past['outcome'] {
  if (call.upSince !== null) return 'talked';
  if (call.direction === 'out') return 'failed';
  if (call.declined) return 'declined';
  return call.cause === 'answered_elsewhere' ? 'elsewhere' : 'missed';
}

/** Whether it rings aloud: not for what was ignored. */
export function ringing(state: PhoneState): PhoneCall | undefined {
  return state.calls.find((c) => c.phase === 'offered' && !c.ignored);
}

export function talking(state: PhoneState): boolean {
  return state.calls.some((c) => c.phase !== 'ended' && c.phase !== 'offered');
}

export function current(state: PhoneState): PhoneCall[] {
  return state.calls.filter((c) => c.phase !== 'ended');
}

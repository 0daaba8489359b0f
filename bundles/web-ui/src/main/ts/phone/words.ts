import type { Party } from '../api/model';

/** What the page says on the phone's WebSocket. */
export type Said =
  | { type: 'call'; to: string }
  | { type: 'webrtc-offer'; session: string; sdp: string }
  | { type: 'webrtc-link'; call: string; session: string }
  | { type: 'webrtc-restart'; session: string; sdp: string }
  | { type: 'candidate'; session: string; candidate: string | null; mid: string | null; index: number | null }
  | { type: 'decline' | 'ignore' | 'hangup'; call: string }
  | { type: 'hold'; call: string; on: boolean }
  | { type: 'join'; call: string; to: string }
  | { type: 'key'; call: string; key: string }
  | { type: 'transfer'; call: string; to: string }
  | { type: 'transfer'; call: string; other: string }
  | { type: 'resume'; token: string };

export interface Kept {
  call: string;
  session: string;
  direction: 'in' | 'out';
  state: string;
  party: Party;
  listensTo?: string;
}

/** What the server tells. */
export type Told =
  | { type: 'hello'; phone: string; iceServers: RTCIceServer[]; resumed: Kept[]; token?: string }
  | { type: 'ice-servers'; iceServers: RTCIceServer[] }
  | { type: 'webrtc-incoming'; call: string; direction: 'in' | 'out'; party: Party; listensTo?: string }
  | { type: 'webrtc-answer'; session: string; sdp: string }
  | { type: 'candidate'; session: string; candidate: string | null; mid?: string; index?: number; ufrag?: string }
  | { type: 'call'; call: string; state: string; party?: Party; cause?: string; detail?: string; transfer?: string; join?: string; third?: string }
  | { type: 'linked'; call: string; session: string }
  | { type: 'quality'; call: string }
  | { type: 'error'; of: string; code: string; detail: string; call?: string; session?: string }
  | { type: 'bye'; reason: string };

const REQUIRED: Record<string, string[]> = {
  hello: ['phone'],
  'ice-servers': [],
  'webrtc-incoming': ['call', 'direction'],
  'webrtc-answer': ['session', 'sdp'],
  candidate: ['session'],
  call: ['call', 'state'],
  linked: ['call', 'session'],
  quality: ['call'],
  error: ['of', 'code'],
  bye: [],
};

/** Reads what came; nothing where it is no word that we know. */
export function told(message: Record<string, unknown>): Told | undefined {
  const type = String(message.type);
  const needed = Object.hasOwn(REQUIRED, type) ? REQUIRED[type] : undefined;
  if (!needed || needed.some((field) => typeof message[field] !== 'string')) {
    return undefined;
  }
  if (type === 'ice-servers') {
    return Array.isArray(message.iceServers) ? { type, iceServers: message.iceServers } : undefined;
  }
  if (type === 'hello') {
    return {
      ...message,
      iceServers: Array.isArray(message.iceServers) ? message.iceServers : [],
      resumed: Array.isArray(message.resumed) ? message.resumed.filter((k) => k && k.call && k.session) : [],
    } as Told;
  }
  if (type === 'webrtc-incoming' && !message.party) {
    return { ...message, party: { number: '', name: '' } } as unknown as Told;
  }
  return message as unknown as Told;
}

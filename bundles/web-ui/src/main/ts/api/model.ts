/** What the server's JSON looks like; a field that is not known is left out. */
export type Role = 'admin' | 'operator' | 'user';

export interface Me {
  user: string;
  name: string;
  role: Role;
  csrf: string;
  phone: string;
  mayListen?: boolean;
}

export interface Party {
  number: string;
  name: string;
}

export interface Leg {
  id: string;
  target: string;
  party?: Party;
  direction: 'in' | 'out';
  state: string;
  codec?: string;
  protection?: string;
  levelDb?: number;
  lossPercent?: number;
  jitterMs?: number;
  rttMs?: number;
  mos?: number;
  muted?: boolean;
  held?: boolean;
}

export interface Call {
  id: string;
  since: number;
  state: string;
  app?: string;
  room?: string;
  /** The call that this one only hears. */
  listensTo?: string;
  caller?: Party;
  called?: string;
  legs: Leg[];
  mix?: { rateHz?: number; relayed?: boolean };
  /** Why a third who was to be added did not come, until another is asked. */
  notJoined?: string;
  /** For each leg, whom it hears. */
  hears?: Record<string, string[]>;
}

/** An item of a list of the house: an id or a name, and whatever else the server tells. */
export type Item = Record<string, unknown>;

export interface HouseEvent {
  kind: string;
  [field: string]: unknown;
}

export interface NumberedEvent {
  number: number;
  at: number;
  event: HouseEvent;
}

export interface Snapshot {
  boot: string;
  number: number;
  calls: Call[];
  devices: Item[];
  trunks: Item[];
  rooms: Item[];
  scripts: Item[];
}

export function mayOperate(role: Role): boolean {
  return role !== 'user';
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function idOf(item: Item): string {
  return text(item.id) || text(item.name) || text(item.number);
}

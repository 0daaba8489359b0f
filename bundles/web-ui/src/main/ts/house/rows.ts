import { type Call, idOf, type Item, text } from '../api/model';
import { EN, fill } from '../strings';

export type Part = 'devices' | 'trunks' | 'users' | 'rooms' | 'scripts';
export type Tone = 'go' | 'stop' | 'warn' | '';

/** A line of a list, whatever it is of. */
export interface Row {
  id: string;
  name: string;
  /** Beside the name, in small. */
  also: string;
  state: string;
  tone: Tone;
  details: string;
  /** Something is wrong, and that is what. */
  problem: string;
  /** What it did wrong last, which may be over. */
  failed?: string;
}

export const PARTS: Part[] = ['devices', 'trunks', 'users', 'rooms', 'scripts'];

/** What a page shows of an item. Pure. */
export function row(part: Part, item: Item, calls: Call[]): Row {
  const id = idOf(item);
  const name = text(item.name);
  const plain = { id, name: name || id, also: name && name !== id ? id : '', state: '', tone: '' as Tone, details: '', problem: '' };
  switch (part) {
    case 'devices':
      return device(plain, item);
    case 'trunks':
      return trunk(plain, item);
    case 'users':
      return { ...plain, also: text(item.number), details: list(item.devices).join(', ') };
    case 'rooms':
      return room({ ...plain, also: name ? text(item.number) : '' }, item, calls);
    case 'scripts':
      return script(plain, item);
  }
}

function device(plain: Row, item: Item): Row {
  const contacts = Array.isArray(item.contacts) ? (item.contacts as Item[]) : [];
  const details = contacts.map((c) => [text(c.userAgent), address(text(c.contact))].filter(Boolean).join(' · ')).join('; ');
  const on = item.registered === true;
  return { ...plain, state: on ? EN.house.online : EN.house.offline, tone: on ? 'go' : '', details };
}

function trunk(plain: Row, item: Item): Row {
  const state = text(item.state).toLowerCase();
  const known: Record<string, [string, Tone]> = { up: [EN.house.up, 'go'], down: [EN.house.down, 'stop'], registering: [EN.house.registering, 'warn'] };
  const [label, tone] = (Object.hasOwn(known, state) && known[state]) || [EN.house.unknown, '' as Tone];
  return { ...plain, state: label, tone, problem: text(item.reason) };
}

function room(plain: Row, item: Item, calls: Call[]): Row {
  const call = calls.find((c) => c.room === text(item.number));
  const members = call?.legs.length ?? 0;
  const locked = call ? call.state === 'LOCKED' : false;
  const details = [members ? `${members} ${EN.house.people.toLowerCase()}` : '', item.pin === true ? 'PIN' : ''].filter(Boolean).join(' · ');
  return { ...plain, state: locked ? EN.house.locked : members ? EN.now.talking : EN.house.open, tone: locked ? 'stop' : members ? 'go' : '', details };
}

function script(plain: Row, item: Item): Row {
  const refusal = text(item.refusal);
  const version = Number(item.version ?? 0);
  const details = [version ? `${EN.house.version} ${version}` : '', item.decisions !== undefined ? fill(EN.house.decisions, { n: text(item.decisions) }) : ''].filter(Boolean).join(' · ');
  const failure = item.failure as Item | undefined;
  const fails = failure !== undefined && Number(failure.version) === version;
  const [state, tone]: [string, Tone] = refusal ? [EN.house.refused, 'stop'] : fails ? [EN.house.hasFailed, 'warn'] : [EN.house.inForce, 'go'];
  return { ...plain, state, tone, details, problem: refusal, ...(failure && { failed: failureOf(failure) }) };
}

function failureOf(f: Item): string {
  const at = new Date(Number(f.at)).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  return fill(EN.house.failure, { at, version: text(f.version), n: text(f.failures), text: text(f.text) });
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

/** `sip:1001@192.0.2.7:5060;ob` is shown by its place. */
function address(contact: string): string {
  return contact.replace(/^<?sips?:/, '').replace(/^[^@]*@/, '').replace(/[;>].*$/, '');
}

/** Where an event names a leg. */
const LEGS = ['leg', 'by', 'to'];

/** Events as people read them: what, and about whom. */
export function sentence(event: Item, legNamed: (id: string) => string = () => ''): { what: string; about: string; tone: Tone } {
  const kind = text(event.kind);
  const about = Object.entries(event)
    .filter(([k]) => k !== 'kind')
    .map(([k, v]) => (LEGS.includes(k) && typeof v === 'string' && legNamed(v)) || said(k, v))
    .filter(Boolean)
    .join(' · ');
  const bad = /Refused|Broken|Failed|Locked|Lost|Gone/.test(kind) || (kind === 'TrunkChanged' && text(event.state).toUpperCase() === 'DOWN');
  const good = /Answered|Loaded|Arrived|Joined/.test(kind);
  return { what: kind.replace(/([a-z])([A-Z])/g, '$1 $2'), about, tone: bad ? 'stop' : good ? 'go' : '' };
}

function said(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '' || value === false) return '';
  if (value === true) return name;
  if (Array.isArray(value)) return value.length ? value.map((v) => said('', v)).join(', ') : '';
  if (typeof value === 'object') {
    const o = value as Item;
    if (o.binding) return [text(o.kind), said('', o.binding)].join(' ');
    if (o.aor) return [said('', o.aor), address(text(o.contact))].join(' ');
    return text(o.name) || text(o.user) || text(o.number) || text(o.reason) || text(o.codec);
  }
  return name === 'durationMs' ? `${Math.round(Number(value) / 1000)} s` : String(value);
}

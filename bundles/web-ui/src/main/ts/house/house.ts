import { type Call, type HouseEvent, idOf, type Item, type Leg, type NumberedEvent, type Party, type Snapshot, text } from '../api/model';

/** What is known of the house: the last snapshot, and what the events after it said. */
export interface House {
  calls: Call[];
  devices: Item[];
  trunks: Item[];
  rooms: Item[];
  scripts: Item[];
  /** The last ones, newest first. */
  events: NumberedEvent[];
  /** Calls whose figures and names are worth to be asked for again. */
  stale: string[];
}

const MOST_EVENTS = 500;

export const EMPTY: House = { calls: [], devices: [], trunks: [], rooms: [], scripts: [], events: [], stale: [] };

export function ofSnapshot(s: Snapshot, before: House): House {
  return {
    calls: s.calls ?? [],
    devices: s.devices ?? [],
    trunks: s.trunks ?? [],
    rooms: s.rooms ?? [],
    scripts: s.scripts ?? [],
    events: before.events,
    stale: [],
  };
}

export function apply(house: House, numbered: NumberedEvent): House {
  const events = [numbered, ...house.events].slice(0, MOST_EVENTS);
  return change({ ...house, events }, numbered.event, numbered.at);
}

/** A call as the server tells it when it was asked. What has happened since then is asked for again. */
export function withCall(house: House, call: Call): House {
  return { ...house, calls: house.calls.map((c) => (c.id === call.id ? { ...call, notJoined: c.notJoined } : c)) };
}

export function withoutStale(house: House): House {
  return { ...house, stale: [] };
}

type Levels = Record<string, Record<string, number | Partial<Leg>>>;

export function withLevels(house: House, levels: Levels | undefined): House {
  if (!levels) return house;
  const calls = house.calls.map((call) => {
    const of = levels[call.id];
    if (!of) return call;
    const legs = call.legs.map((leg) => {
      const figure = of[leg.id];
      return figure === undefined ? leg : typeof figure === 'number' ? { ...leg, levelDb: figure } : { ...leg, ...figure };
    });
    return { ...call, legs };
  });
  return { ...house, calls };
}

function change(house: House, e: HouseEvent, at: number): House {
  const call = text(e.call);
  const leg = text(e.leg);
  switch (e.kind) {
    case 'CallStarted': {
      if (house.calls.some((c) => c.id === call)) return house;
      const made: Call = { id: call, since: at, state: 'ROUTING', room: text(e.room) || undefined, caller: e.caller as Party | undefined, called: text(e.called), legs: [], hears: {} };
      return stale({ ...house, calls: [...house.calls, made] }, call);
    }
    case 'CallEnded':
      return { ...house, calls: house.calls.filter((c) => c.id !== call), stale: house.stale.filter((id) => id !== call) };
    case 'LegAdded':
      return withLegs(withNotJoined(house, call, undefined), call, (legs) =>
        legs.some((l) => l.id === leg) ? legs : [...legs, { id: leg, target: text(e.target), direction: e.incoming ? 'in' : 'out', state: 'dialling' }],
      );
    case 'LegRinging':
      return leg_(house, call, leg, { state: 'ringing' });
    case 'LegEarlyMedia':
      return leg_(house, call, leg, { state: 'early' });
    case 'LegAnswered':
      return leg_(house, call, leg, { state: 'up' });
    case 'LegHeld':
    case 'LegWaits': {
      const held = e.held === true || e.waits === true;
      return leg_(house, call, leg, { held, state: held ? 'held' : 'up' });
    }
    case 'LegMuted':
      return leg_(house, call, leg, { muted: e.muted === true });
    case 'JoinFailed':
      return stale(withNotJoined(house, call, text((e.cause as Item | undefined)?.reason).toLowerCase() || 'other'), call);
    case 'LegMediaChanged':
    case 'LegMoved':
    case 'TransferStarted':
    case 'TransferDone':
    case 'TransferFailed':
    case 'CallRouted':
    case 'RoomLocked':
      return stale(house, call);
    case 'LegJoinedMix':
      return heard(house, call, leg, true);
    case 'LegLeftMix':
      return heard(house, call, leg, false);
    case 'LegEnded':
      return withLegs(heard(house, call, leg, false), call, (legs) => legs.filter((l) => l.id !== leg));
    case 'DeviceChanged':
      return { ...house, devices: bound(house.devices, e.change as Item | undefined) };
    case 'TrunkChanged':
      return { ...house, trunks: put(house.trunks, text(e.trunk), { state: text(e.state).toLowerCase(), reason: text(e.reason) }) };
    case 'ScriptLoaded':
      return { ...house, scripts: put(house.scripts, text(e.script), { version: e.version, refusal: undefined, loadedAt: at }) };
    case 'ScriptRefused':
      return { ...house, scripts: put(house.scripts, text(e.script), { refusal: e.line ? `${text(e.line)}: ${text(e.reason)}` : text(e.reason) }) };
    case 'ScriptFailed':
      return { ...house, scripts: failed(house.scripts, text(e.script), { at, version: e.version, text: e.text, failures: e.failures }) };
    case 'ScriptRemoved':
      return { ...house, scripts: house.scripts.filter((s) => idOf(s) !== text(e.script)) };
    default:
      return house;
  }
}

/** Rooms of the directory, and whatever else somebody is in just now: one pattern may stand for many. */
export function rooms(house: House): Item[] {
  const ofDirectory = house.rooms.filter((r) => r.pin !== undefined).map((r) => ({ ...r, id: text(r.number) }));
  const known = new Set(ofDirectory.map((r) => r.id));
  const open = [...new Set(house.calls.flatMap((c) => (c.room && !known.has(c.room) ? [c.room] : [])))];
  const name = (number: string) => text(house.rooms.find((r) => text(r.number) === number)?.name);
  return [...ofDirectory, ...open.map((number) => ({ id: number, number, name: name(number) }))];
}

function stale(house: House, call: string): House {
  return house.stale.includes(call) ? house : { ...house, stale: [...house.stale, call] };
}

/** Why the last third who was asked did not come; nothing where that has been read. */
export function withNotJoined(house: House, call: string, notJoined: string | undefined): House {
  return { ...house, calls: house.calls.map((c) => (c.id === call ? { ...c, notJoined } : c)) };
}

function withLegs(house: House, call: string, of: (legs: Leg[]) => Leg[]): House {
  const calls = house.calls.map((c) => (c.id === call ? { ...c, legs: of(c.legs) } : c));
  return stale({ ...house, calls }, call);
}

function leg_(house: House, call: string, leg: string, fields: Partial<Leg>): House {
  return withLegs(house, call, (legs) => legs.map((l) => (l.id === leg ? { ...l, ...fields } : l)));
}

/** Who joins a mix hears all that are in it and is heard by them; nobody hears itself. */
function heard(house: House, call: string, leg: string, joins: boolean): House {
  const calls = house.calls.map((c) => {
    if (c.id !== call) return c;
    const members = Object.keys(c.hears ?? {}).filter((id) => id !== leg);
    const all = joins ? [...members, leg] : members;
    const hears = Object.fromEntries(all.map((id) => [id, all.filter((other) => other !== id)]));
    return { ...c, hears };
  });
  // Who sits in a room has a call of its own beside, which changes with that.
  const others = house.calls.filter((c) => c.id !== call && c.legs.some((l) => l.id === leg));
  return others.reduce((h, c) => stale(h, c.id), stale({ ...house, calls }, call));
}

const LOST = ['REMOVED', 'EXPIRED', 'CONNECTION_LOST'];

/** A contact came to a device, or left it. */
function bound(devices: Item[], change: Item | undefined): Item[] {
  const binding = (change?.binding ?? {}) as Item;
  const aor = binding.aor;
  const user = typeof aor === 'object' && aor !== null ? text((aor as Item).user) : text(aor).replace(/^sips?:/, '').replace(/@.*/, '');
  const contact = text(binding.contact);
  return devices.map((d) => {
    if (idOf(d) !== user) return d;
    const others = (Array.isArray(d.contacts) ? (d.contacts as Item[]) : []).filter((c) => text(c.contact) !== contact);
    const contacts = LOST.includes(text(change?.kind)) ? others : [...others, binding];
    return { ...d, contacts, registered: contacts.length > 0 };
  });
}

/** A run of a script that was removed meanwhile does not bring it back. */
function failed(scripts: Item[], id: string, failure: Item): Item[] {
  return scripts.map((s) => (idOf(s) === id ? { ...s, failure } : s));
}

function put(items: Item[], id: string, fields: Item): Item[] {
  return items.some((i) => idOf(i) === id) ? items.map((i) => (idOf(i) === id ? { ...i, ...fields } : i)) : [...items, { id, name: id, ...fields }];
}
